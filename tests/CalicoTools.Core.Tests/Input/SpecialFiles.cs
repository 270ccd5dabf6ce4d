using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace CalicoTools.Core.Tests.Input;

/// <summary>Makes what is no regular file.</summary>
[UnsupportedOSPlatform("windows")]
internal static class SpecialFiles
{
    // One that is collected takes its file away.
    private static readonly ConcurrentBag<Socket> s_sockets = [];

    /// <summary>Makes a named pipe that nobody writes to.</summary>
    public static string Pipe(string path)
    {
        ExternalProgram.Run("mkfifo", path);
        return path;
    }

    /// <summary>Makes a socket that nobody listens at.</summary>
    public static string Socket(string path)
    {
        // Not disposed of: that would take its file away.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        s_sockets.Add(socket);
        return path;
    }

    /// <summary>Does work that must not wait for anything; the bound is far from what it takes.</summary>
    public static T AtOnce<T>(Func<T> work)
    {
        var task = Task.Run(work);
        return task.Wait(TimeSpan.FromMinutes(5)) ? task.Result : throw new TimeoutException("It waits for what never comes.");
    }
}

using System.Diagnostics;

namespace CalicoTools.Benchmarks;

/// <summary>Runs another program as a user would, and waits for it.</summary>
internal static class Peer
{
    /// <summary>Does something as many times as <see cref="WarmSession.Repeat"/> does.</summary>
    /// <param name="run">What is done.</param>
    public static void Repeat(Action run)
    {
        for (var i = 0; i < WarmSession.Times; i++)
        {
            run();
        }
    }

    /// <summary>Runs a program; its output is read and thrown away.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static void Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}: {error.Result}");
        }
    }
}

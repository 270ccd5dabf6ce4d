using System.Net;
using System.Net.Sockets;

namespace CalicoTools.ControlPlane.Network;

/// <summary>
/// Ports of the loopback that nobody listens on. They are below those that systems give to whoever asks for any: such a port may be given
/// away, to the other end of a connection even, before a server has come to listen on it.
/// </summary>
public static class FreePorts
{
    private const int First = 15000;
    private const int End = 32768;

    /// <summary>Finds some, all different.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        List<TcpListener> listeners = [];
        while (listeners.Count < count)
        {
            var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(First, End));
            try
            {
                listener.Start();
                listeners.Add(listener);
            }
            catch (SocketException)
            {
                listener.Dispose();
            }
        }

        List<int> ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(static listener => listener.Dispose());
        return ports;
    }
}

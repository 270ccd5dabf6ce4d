using System.Net;
using System.Net.Sockets;

namespace CalicoTools.ControlPlane.Network;

/// <summary>Ports of the loopback that nobody listens on.</summary>
public static class FreePorts
{
    /// <summary>Finds some, all different.</summary>
    public static IReadOnlyList<int> Take(int count)
    {
        List<TcpListener> listeners = [.. Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0))];
        listeners.ForEach(static listener => listener.Start());
        List<int> ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(static listener => listener.Dispose());
        return ports;
    }
}

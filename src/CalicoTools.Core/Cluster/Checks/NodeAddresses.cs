using System.Net;
using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Checks;

/// <summary>The addresses nodes have in the cluster.</summary>
internal static class NodeAddresses
{
    /// <summary>The addresses of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>Its internal addresses.</returns>
    public static IEnumerable<IPAddress> Of(JsonObject node) => node.Items("status", "addresses")
        .Where(static address => address.Text("type") == "InternalIP")
        .Select(static address => AddressText.TryParse(address.Text("address"), out var parsed) ? parsed : null)
        .OfType<IPAddress>();
}

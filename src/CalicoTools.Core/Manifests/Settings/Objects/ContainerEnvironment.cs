using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>The environment variables of a container.</summary>
/// <param name="container">The container.</param>
internal sealed class ContainerEnvironment(JsonObject container)
{
    // The order of the official manifests, with what they leave out in its place: the pools before the line they have commented out.
    private static readonly string[] s_order =
    [
        "CNI_CONF_NAME",
        "CNI_NET_DIR",
        "CLUSTER_TYPE",
        "IP",
        "IP_AUTODETECTION_METHOD",
        "IP6",
        "IP6_AUTODETECTION_METHOD",
        "CALICO_IPV4POOL_IPIP",
        "CALICO_IPV4POOL_VXLAN",
        "CALICO_IPV6POOL_VXLAN",
        "FELIX_WIREGUARDMTU",
        "FELIX_AWSSRCDSTCHECK",
        "CALICO_IPV4POOL_BLOCK_SIZE",
        "CALICO_IPV4POOL_NAT_OUTGOING",
        "CALICO_IPV6POOL_CIDR",
        "CALICO_IPV6POOL_NAT_OUTGOING",
        "CALICO_IPV4POOL_CIDR",
        "CALICO_DISABLE_FILE_LOGGING",
        "FELIX_IPV6SUPPORT",
    ];

    /// <summary>Whether a variable is there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is, whatever its value comes from.</returns>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>The value of a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The value; null when there is none or it comes from elsewhere.</returns>
    public string? Value(string name) => Find(name).Text("value");

    /// <summary>Sets a variable in place, or adds it where the official manifests have it, otherwise at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, string value)
    {
        if (Find(name) is { } present)
        {
            present.Remove("valueFrom");
            present["value"] = value;
            return;
        }

        if (container["env"] is not JsonArray variables)
        {
            container["env"] = variables = [];
        }

        variables.Insert(PlaceOf(name, variables), new JsonObject { ["name"] = name, ["value"] = value });
    }

    /// <summary>Removes a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string name) => Find(name) is { } present && ((JsonArray)container["env"]!).Remove(present);

    private static int PlaceOf(string name, JsonArray variables)
    {
        var place = Array.IndexOf(s_order, name);
        var before = s_order.Take(place).Reverse().Select(IndexOf).FirstOrDefault(static index => index >= 0, -1);
        var after = place < 0 ? -1 : s_order.Skip(place + 1).Select(IndexOf).FirstOrDefault(static index => index >= 0, -1);
        return before >= 0 ? before + 1 : after >= 0 ? after : variables.Count;

        int IndexOf(string other) => variables.ToList().FindIndex(variable => variable.Text("name") == other);
    }

    private JsonObject? Find(string name) => container.Variable(name);
}

namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>The configuration of the CNI plugin <c>calico</c>, a JSON text with placeholders.</summary>
internal static class CniConfiguration
{
    /// <summary>Its key in Calico's ConfigMap.</summary>
    public const string Key = "cni_network_config";

    private const string Placeholder = "__CNI_MTU__";

    /// <summary>Names the kubeconfig.</summary>
    public static string SetKubeConfig(ManifestParts parts, string text, LooseJson.Node root, string path) =>
        Member(parts, text, Plugin(parts, text, root), "kubernetes").SetMember(text, "kubeconfig", $"\"{path}\"");

    /// <summary>Whether the MTU is left to the ConfigMap's value.</summary>
    public static bool HasMtuPlaceholder(ManifestParts parts, string text, LooseJson.Node root) =>
        Plugin(parts, text, root).Member("mtu") is { } mtu && mtu.Content(text) == Placeholder;

    /// <summary>Writes the MTU.</summary>
    public static string SetMtu(ManifestParts parts, string text, LooseJson.Node root, string mtu) =>
        Plugin(parts, text, root).SetMember(text, "mtu", mtu);

    /// <summary>Makes Calico's address management assign addresses of both families.</summary>
    public static string AssignBothFamilies(ManifestParts parts, string text, LooseJson.Node root)
    {
        var ipam = Member(parts, text, Plugin(parts, text, root), "ipam");
        if (ipam.Member("type")?.Content(text) is not "calico-ipam" and var type)
        {
            throw SettingErrors.DualStackIncomplete(
                $"the CNI configuration's ipam type calico-ipam; it is {type ?? "missing"}", "Set it, or give IPv4 ranges and methods only.");
        }

        var edited = ipam.SetMember(text, "assign_ipv4", "\"true\"");
        return Member(parts, edited, Plugin(parts, edited, LooseJson.Parse(edited)), "ipam").SetMember(edited, "assign_ipv6", "\"true\"");
    }

    private static LooseJson.Node Plugin(ManifestParts parts, string text, LooseJson.Node root) =>
        (root.Member("plugins")?.Items ?? [root]).FirstOrDefault(plugin => plugin.Member("type")?.Content(text) == "calico")
            ?? throw parts.Missing($"a plugin of type calico in {Key}");

    private static LooseJson.Node Member(ManifestParts parts, string text, LooseJson.Node plugin, string name) =>
        plugin.Member(name) is { } member && member.IsObject(text) ? member : throw parts.Missing($"{name} of plugin calico in {Key}");
}

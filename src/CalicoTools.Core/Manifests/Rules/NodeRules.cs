using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of how calico-node is told to network.</summary>
internal static class NodeRules
{
    private static readonly string[] s_methods = ["IP_AUTODETECTION_METHOD", "IP6_AUTODETECTION_METHOD"];
    private static readonly string[] s_pools = ["CALICO_IPV4POOL_IPIP", "CALICO_IPV4POOL_VXLAN"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "AutodetectionMethodUnknown",
            FindingSeverity.Error,
            "calico-node is told to find its address in a way that does not exist.",
            "Use first-found, can-reach=HOST, interface=REGEX, skip-interface=REGEX, cidr=CIDR or kubernetes-internal-ip.",
            static installation => Methods(installation, static (_, text, ipv6) => Problem(text, ipv6))),
        new(
            "AutodetectionMethodNotInRelease",
            FindingSeverity.Error,
            "calico-node is told to find its address in a way that this release does not know yet.",
            "Use can-reach=HOST or cidr=CIDR, or Calico v3.22.0 or later.",
            static installation => Methods(installation, static (name, text, _) => IsInternalIP(text) ? $"{name} is {text}" : null))
        {
            Releases = ReleaseSet.Parse("..v3.21.6"),
        },
        new(
            "PodCidrDefault",
            FindingSeverity.Information,
            "No pod range is given: the first pool gets kubeadm's, or where there is none 192.168.0.0/16.",
            "Set it with Set-CalicoManifest -PodCidr.",
            static installation => Node(installation, static node => node.MakesDefaultPool && node.Variable("CALICO_IPV4POOL_CIDR") is null
                ? [node.Report("no CALICO_IPV4POOL_CIDR", "CALICO_IPV4POOL_CIDR")]
                : [])),
        new(
            "EncapsulationConflict",
            FindingSeverity.Error,
            "IPIP and VXLAN are both on for the first pool, which then cannot be made.",
            "Choose one with Set-CalicoManifest -Encapsulation.",
            static installation => Node(installation, static node => s_pools.All(pool => IsOn(node.Variable(pool)))
                ? s_pools.Select(pool => node.Report($"{pool} is {node.Variable(pool)}", pool))
                : [])),
        new(
            "BirdProbeWithoutBird",
            FindingSeverity.Error,
            "A probe of calico-node asks for BIRD, which this backend does not start: the pod never becomes ready.",
            "Use Set-CalicoManifest -Encapsulation, which changes backend and probes together, or take the argument out.",
            static installation => Node(installation, static node => node.Variable("CALICO_NETWORKING_BACKEND") is "vxlan" or "none"
                ? from probe in node.ProbeArguments where HealthArgument.Checks(probe.Argument, HealthArgument.Bird) select probe.Seen
                : [])),
    ];

    private static IEnumerable<Evidence> Node(Installation installation, Func<NodeContainer, IEnumerable<Evidence>> look) =>
        installation.Node is { } node ? look(node) : [];

    private static IEnumerable<Evidence> Methods(Installation installation, Func<string, string, bool, string?> look) =>
        Node(installation, node =>
            from name in s_methods
            let text = node.Variable(name)
            where !string.IsNullOrEmpty(text)
            let what = look(name, text, name == s_methods[1])
            where what is not null
            select node.Report(what, name));

    private static bool IsInternalIP(string text) => text.StartsWith("kubernetes-internal-ip", StringComparison.Ordinal);

    private static string? Problem(string text, bool ipv6)
    {
        // A variable of Kubernetes in it is filled on the node.
        if (text.Contains("$(", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            _ = AutodetectionMethod.Parse([text], ipv6 ? s_methods[1] : s_methods[0], ipv6);
            return null;
        }
        catch (ManifestException error)
        {
            return error.Message;
        }
    }

    private static bool IsOn(string? mode) => mode?.ToLowerInvariant() is not (null or "" or "off" or "never");
}

using System.Globalization;
using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Settings;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of addresses and ways between nodes.</summary>
internal static class NetworkRules
{
    private const string Backend = "CALICO_NETWORKING_BACKEND";
    private const string Method = "IP_AUTODETECTION_METHOD";
    private const string FlannelKey = ConfigKey.FlannelConfiguration;
    private static readonly string[] s_ranges = [AddressPools.Range4, AddressPools.Range6];
    private static readonly AddressRange s_default = AddressRange.TryParse("192.168.0.0/16")!;
    private static readonly string[] s_mtu = ["FELIX_IPINIPMTU", "FELIX_VXLANMTU", "FELIX_WIREGUARDMTU"];
    private static readonly ReleaseSet s_gobgp = ReleaseSet.Parse("..v3.21.6");

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "PodCidrOverlap",
            FindingSeverity.Error,
            "The pods' range overlaps with addresses of services or nodes.",
            "Choose a range apart from both, with Set-CalicoManifest -PodCidr; it has to be the cluster's own, too.",
            static installation =>
                from pods in PodRanges(installation)
                from other in Others(installation.TargetEnvironment)
                where pods.Range.Overlaps(other.Range)
                select pods.Report($"{pods.Range.Text} and the {other.What} {other.Range.Text}")),
        new(
            "PodCidrDefaultOverlap",
            FindingSeverity.Warning,
            "No pod range is given, and the one Calico takes where the cluster has none from kubeadm overlaps with addresses of services or "
                + "nodes.",
            "Give the cluster's own range, with Set-CalicoManifest -PodCidr.",
            static installation => installation.Node is { MakesDefaultPool: true } node && node.Variable(AddressPools.Range4) is null
                ? from other in Others(installation.TargetEnvironment)
                  where s_default.Overlaps(other.Range)
                  select node.Report($"{s_default.Text} and the {other.What} {other.Range.Text}", AddressPools.Range4)
                : []),
        new(
            "PodCidrSmallerThanBlock",
            FindingSeverity.Error,
            "The pods' range is smaller than one block of it: calico-node cannot make the pool, and does not start.",
            "Give a larger range with Set-CalicoManifest -PodCidr, or a longer prefix with -BlockSize.",
            static installation => installation.Node is { MakesDefaultPool: true } node
                ? from pool in AddressPools.SmallerThanBlock(node.Variable)
                  select node.Report($"{pool.Range.Text} has no room for a /{pool.Block}", pool.Name)
                : []),
        new(
            "AutodetectionFirstFound",
            FindingSeverity.Warning,
            "calico-node takes the first address it finds, and in this release that may be one of a Docker bridge: BGP then never "
                + "comes up.",
            "Set a method with Set-CalicoManifest -IPAutodetectionMethod, such as can-reach=HOST or cidr=CIDR.",
            static installation => installation.Node is { } node && DetectsAddress(node) &&
                node.Variable(Method) is null or "" or "first-found" && !node.HasReference(Method)
                    ? [installation.Node.Report($"{Method} is {installation.Node.Variable(Method) ?? "not set"}", Method)]
                    : [])
        {
            Releases = ReleaseSet.Parse("..v3.24.6"),
        },
        new(
            "BackendUnknown",
            FindingSeverity.Warning,
            "The networking backend is unknown; calico-node falls back to bird.",
            "Write bird, vxlan or none; Set-CalicoManifest -Encapsulation sets it.",
            static installation => installation.Node is { } node && node.Variable(Backend) is { Length: > 0 } backend &&
                backend is not ("bird" or "vxlan" or "none") && !(backend == "gobgp" && IsIn(s_gobgp, installation.Release))
                    ? [node.Report($"{Backend} is {backend}", Backend)]
                    : []),
        new(
            "BackendWithoutRoutes",
            FindingSeverity.Error,
            "The backend is vxlan, which starts no BGP, but the pool does not use VXLAN: pods cannot reach pods on other nodes.",
            "Use Set-CalicoManifest -Encapsulation, which changes backend and pool together.",
            static installation => installation.Node is { } node && node.Variable(Backend) == "vxlan" &&
                node.Variable("CALICO_IPV4POOL_VXLAN")?.ToLowerInvariant() is null or "" or "off" or "never"
                    && node.Variable("IP") != "none"
                    ? [node.Report($"CALICO_IPV4POOL_VXLAN is {node.Variable("CALICO_IPV4POOL_VXLAN") ?? "not set"}", "CALICO_IPV4POOL_VXLAN")]
                    : []),
        new(
            "IPv6PoolWithoutIPv6",
            FindingSeverity.Warning,
            "There is a range for IPv6, but Felix is told not to support it: no pool is made of it.",
            "Set it with Set-CalicoManifest -PodCidr, which turns on all that IPv6 needs.",
            static installation => installation.Node is { } node && node.Variable(AddressPools.Range6) is { Length: > 0 } range &&
                range != "none" && node.Variable("FELIX_IPV6SUPPORT")?.ToLowerInvariant() is "false"
                    ? [node.Report($"{AddressPools.Range6} is {range}, FELIX_IPV6SUPPORT is false", AddressPools.Range6)]
                    : []),
        new(
            "MtuInvalid",
            FindingSeverity.Error,
            "The MTU is not a number of bytes.",
            "Set it with Set-CalicoManifest -Mtu; 0 is automatic.",
            static installation => installation.Node is { } node
                ? (from name in s_mtu
                   let text = node.Variable(name)
                   where text is not null && !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                   select node.Report($"{name} is {text}", name)).Take(1)
                : []),
        new(
            "ApiServerAddressMissing",
            FindingSeverity.Error,
            "calico-node replaces kube-proxy, but is not told where the API server is, which it can then not reach by its service.",
            "Set it with Set-CalicoManifest -KubernetesServiceHost and -KubernetesServicePort: the API server's own address, not "
                + "its Service's.",
            static installation =>
                from map in installation.OfKind("ConfigMap")
                from key in new[] { ConfigKey.ServiceHost, ConfigKey.ServicePort }
                where map.FindText("data", key) is ""
                select map.Report($"{key} is empty", "data", key)),
        new(
            "FlannelRangeDiffers",
            FindingSeverity.Error,
            "flannel gives pods addresses of another range than Calico takes for theirs.",
            "Write the same range in both places.",
            static installation => Flannel(installation) is var (map, flannel) && installation.Node is { } node &&
                node.Variable(AddressPools.Range4) is { } text && AddressRange.TryParse(text) is { } calico
                    && calico.Masked != flannel.Masked
                    ? [map.Report($"Network is {flannel.Text}, {AddressPools.Range4} is {text}", "data", FlannelKey)]
                    : []),
        new(
            "HealthDisabled",
            FindingSeverity.Error,
            "A probe of calico-node asks Felix for its health, which it is told not to report: the pod never becomes ready.",
            "Set FELIX_HEALTHENABLED to true, with Set-CalicoManifest -Environment.",
            static installation => installation.Node is { } node && node.Variable("FELIX_HEALTHENABLED")?.ToLowerInvariant() is "false" &&
                node.ProbeArguments.Any(static probe => HealthArgument.Checks(probe.Argument, HealthArgument.Felix))
                    ? [node.Report("FELIX_HEALTHENABLED is false", "FELIX_HEALTHENABLED")]
                    : []),
    ];

    private static bool IsIn(ReleaseSet releases, ReleaseNumber? release) => release is null || releases.Contains(release);

    private static bool DetectsAddress(NodeContainer node) =>
        node.Variable(Backend) != "none" && node.Variable("IP") is null or "" or "autodetect";

    private static IEnumerable<(AddressRange Range, Func<string, Evidence> Report)> PodRanges(Installation installation)
    {
        if (installation.Node is { } node)
        {
            foreach (var name in s_ranges)
            {
                if (node.Variable(name) is { } text && AddressRange.TryParse(text) is { } range)
                {
                    yield return (range, what => node.Report(what, name));
                }
            }
        }

        if (Flannel(installation) is var (map, network))
        {
            yield return (network, what => map.Report(what, "data", FlannelKey));
        }
    }

    private static IEnumerable<(AddressRange Range, string What)> Others(TargetEnvironment environment) =>
    [
        .. environment.ServiceRanges.Select(static range => (range, "services'")),
        .. environment.NodeRanges.Select(static range => (range, "nodes'")),
    ];

    private static (InspectedObject Map, AddressRange Network)? Flannel(Installation installation) =>
        installation.OfKind("ConfigMap").FirstOrDefault(static map => map.FindText("data", FlannelKey) is not null) is { } found &&
        ConfigurationText.TryRead(found.FindText("data", FlannelKey)!).Text("Network") is { } text
            && AddressRange.TryParse(text) is { } range
            ? (found, range)
            : null;
}

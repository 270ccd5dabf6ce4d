using CalicoTools.Releases;

namespace CalicoTools.Manifests.Settings;

/// <summary>Which setting applies to which manifest, from which release on, and why not where it does not.</summary>
internal static class SettingSupport
{
    // A cell is + (all releases), the first release it holds for, or the name of the reason why it does not apply.
    private const string Table = """
        feature                 Default  Etcd     Typha    Vxlan    Bpf      PolicyOnly    Canal
        EtcdEndpoint            noEtcd   +        noEtcd   noEtcd   noEtcd   noEtcd        noEtcd
        EtcdCertificate         noEtcd   +        noEtcd   noEtcd   noEtcd   noEtcd        noEtcd
        ExternalEtcdSecret      noEtcd   +        noEtcd   noEtcd   noEtcd   noEtcd        noEtcd
        PodCidr                 +        +        +        +        +        foreignRange  +
        PodCidrIPv6             +        +        +        v3.23.0  v3.27.0  foreignRange  flannelFamily
        IPv6OverVxlan           v3.23.0  v3.23.0  v3.23.0  v3.23.0  v3.27.0  foreignRange  flannelFamily
        IPAutodetectionMethod   +        +        +        +        +        noAddress     noAddress
        IP6AutodetectionMethod  +        +        +        v3.23.0  v3.27.0  noAddress     noAddress
        KubernetesInternalIP    v3.22.0  v3.22.0  v3.22.0  v3.22.0  v3.22.0  noAddress     noAddress
        CniKubeConfigPath       +        +        +        +        +        +             +
        CniNetDirectory         +        +        +        +        +        +             +
        CniBinDirectory         +        +        +        +        +        +             +
        Mtu                     +        +        +        +        +        +             +
        Encapsulation           +        +        +        +        +        foreignRoute  flannelRoute
        BlockSize               +        +        +        +        +        foreignRange  flannelRange
        NatOutgoing             +        +        +        +        +        foreignRange  flannelNat
        ImageRegistry           +        +        +        +        +        +             +
        ImagePullSecret         +        +        +        +        +        +             +
        KubernetesService       service  service  service  service  +        service       service
        Environment             +        +        +        +        +        +             +
        """;

    private static readonly Dictionary<string, Reason> s_reasons = new()
    {
        ["noEtcd"] = new("it keeps its data in the Kubernetes API", "Use calico-etcd.yaml, or leave the etcd settings out."),
        ["service"] = new(
            "it finds the API server by its Service, as kube-proxy provides it",
            "Use the Bpf variant; other variants read a ConfigMap kubernetes-services-endpoint, where somebody made one."),
        ["foreignRange"] = new("another network gives the pods their addresses", "Set the range in that network."),
        ["foreignRoute"] = new("another network carries the pods' packets", "Set the encapsulation in that network."),
        ["noAddress"] = new("without Calico's networking, calico-node detects no address", "Leave the setting out."),
        ["flannelRange"] = new("flannel gives each node the range Kubernetes assigned to it", "Leave the setting out."),
        ["flannelFamily"] = new("its flannel is configured for IPv4 only", "Give an IPv4 range only, or use another variant."),
        ["flannelRoute"] = new("flannel carries the pods' packets", "Change the backend in its net-conf.json."),
        ["flannelNat"] = new("flannel masquerades, told so on its command line", "Change the command of its kube-flannel container."),
    };

    private static readonly Dictionary<SettingFeature, Reason> s_releaseReasons = new()
    {
        [SettingFeature.PodCidrIPv6] = new("older data planes of this variant carry no IPv6", "Use a later release."),
        [SettingFeature.IP6AutodetectionMethod] = new("older data planes of this variant carry no IPv6", "Use a later release."),
        [SettingFeature.IPv6OverVxlan] = new("older releases carry no IPv6 in VXLAN", "Use a later release, or another encapsulation."),
        [SettingFeature.KubernetesInternalIP] = new("older releases do not know this method", "Use a later release, or cidr=."),
    };

    private static readonly Dictionary<(SettingFeature, string), string> s_cells = Read();

    /// <summary>Makes sure that a manifest takes a feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="argument">The parameter, and the value where it matters, as the user knows it.</param>
    /// <param name="manifest">The manifest; one without a Calico node takes whatever it has the objects for.</param>
    /// <exception cref="ManifestException">It does not; with the reason.</exception>
    public static void Require(SettingFeature feature, string argument, CalicoManifest manifest)
    {
        if (Column(manifest) is not { } column || s_cells[(feature, column)] is not { } cell || cell == "+")
        {
            return;
        }

        if (s_reasons.TryGetValue(cell, out var reason))
        {
            throw SettingErrors.NotSupported(argument, manifest, reason);
        }

        if (ReleaseNumber.TryParse(manifest.Version, out var release) && release < ReleaseNumber.Parse(cell))
        {
            throw SettingErrors.NeedsRelease(argument, manifest, cell, s_releaseReasons[feature]);
        }
    }

    private static string? Column(CalicoManifest manifest) =>
        manifest.Datastore == CalicoDatastore.Etcd ? nameof(CalicoDatastore.Etcd) : manifest.Variant?.ToString();

    private static Dictionary<(SettingFeature, string), string> Read()
    {
        const StringSplitOptions words = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        var rows = Table.Split('\n').Select(static row => row.Split(' ', words));
        var columns = rows.First();
        return rows.Skip(1)
            .SelectMany(row => row.Skip(1).Select((cell, index) => (Key: (Enum.Parse<SettingFeature>(row[0]), columns[index + 1]), cell)))
            .ToDictionary(static item => item.Key, static item => item.cell);
    }

    /// <summary>Why a setting does not apply, and what to do instead.</summary>
    /// <param name="Because">The reason, to follow "because".</param>
    /// <param name="Remedy">What to do, as a sentence.</param>
    internal sealed record Reason(string Because, string Remedy);
}

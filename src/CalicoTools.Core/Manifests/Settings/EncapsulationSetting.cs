using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>How packets travel between nodes: the pool's modes, and the backend and the probes that go with them.</summary>
/// <param name="encapsulation">The way.</param>
internal sealed class EncapsulationSetting(Encapsulation encapsulation) : ManifestSetting($"-Encapsulation {encapsulation}")
{
    private const string Vxlan4 = "CALICO_IPV4POOL_VXLAN";
    private const string Vxlan6 = "CALICO_IPV6POOL_VXLAN";
    private const string Ipip = "CALICO_IPV4POOL_IPIP";
    private const string VxlanBackend = "vxlan";
    private const string Never = "Never";

    private static readonly IReadOnlyList<SettingLimit> s_limits =
    [
        SettingLimit.Only("not PolicyOnly", "another network carries the pods' packets", "Set the encapsulation in that network."),
        SettingLimit.Only("not Canal", "flannel carries the pods' packets", "Change the backend in its net-conf.json."),
    ];

    private static readonly IReadOnlyList<SettingLimit> s_limitsOfIPv6 =
    [
        IPv6Since("v3.23.0", "not Bpf"),
        IPv6Since("v3.27.0", "Bpf"),
    ];

    private static readonly Dictionary<Encapsulation, (string Ipip, string Vxlan)> s_modes = new()
    {
        [CalicoTools.Encapsulation.None] = (Never, Never),
        [CalicoTools.Encapsulation.Ipip] = ("Always", Never),
        [CalicoTools.Encapsulation.IpipCrossSubnet] = ("CrossSubnet", Never),
        [CalicoTools.Encapsulation.Vxlan] = (Never, "Always"),
        [CalicoTools.Encapsulation.VxlanCrossSubnet] = (Never, "CrossSubnet"),
    };

    private static readonly string[] s_probes = ["livenessProbe", "readinessProbe"];

    public override IReadOnlyList<SettingLimit> Limits => s_limits;

    public override IReadOnlyList<string> Variables => [Ipip, Vxlan4, Vxlan6, "CALICO_NETWORKING_BACKEND"];

    /// <summary>Whether VXLAN alone connects the nodes, without BGP.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <returns>True when it does.</returns>
    public static bool IsVxlan(ManifestParts parts) => parts.ConfigText(ConfigKey.Backend) == VxlanBackend;

    /// <summary>Gives an IPv6 pool without VXLAN the IPv4 pool's mode.</summary>
    /// <param name="parts">The manifest's objects.</param>
    public static void ExtendToIPv6(ManifestParts parts)
    {
        RequireIPv6(parts);
        var environment = parts.NodeEnvironment;
        if (environment.Value(Vxlan4) is { } mode && environment.Value(Vxlan6) is null or Never)
        {
            environment.Set(Vxlan6, mode);
        }
    }

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static Encapsulation? Read(ConfiguredParts parts) =>
        parts.Config(ConfigKey.Backend) == VxlanBackend ? CalicoTools.Encapsulation.Vxlan : null;

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        var (ipip, vxlan) = s_modes[encapsulation];
        var environment = parts.NodeEnvironment;
        var wasVxlan = IsVxlan(parts);
        var isVxlan = vxlan != Never;
        if (isVxlan && environment.Has(AddressPools.Range6))
        {
            RequireIPv6(parts);
        }

        environment.Set(Ipip, ipip);
        environment.Set(Vxlan4, vxlan);
        if (environment.Has(Vxlan6) || (isVxlan && environment.Has(AddressPools.Range6)))
        {
            environment.Set(Vxlan6, vxlan);
        }

        if (isVxlan != wasVxlan)
        {
            parts.SetConfigText(ConfigKey.Backend, isVxlan ? VxlanBackend : "bird");
            log.Verbose(isVxlan
                ? "VXLAN needs no BGP: the backend is vxlan, and the probes leave BIRD out."
                : "Without VXLAN routes come by BGP: the backend is bird, and the probes check BIRD.");
            foreach (var command in s_probes.Select(parts.ProbeCommand).OfType<JsonArray>())
            {
                SetBirdCheck(command, wanted: !isVxlan);
            }
        }
    }

    private static SettingLimit IPv6Since(string release, string variants) => SettingLimit.Since(
        release, variants, "older releases carry no IPv6 in VXLAN", "Use a later release, or another encapsulation.");

    private static void RequireIPv6(ManifestParts parts)
    {
        foreach (var limit in s_limitsOfIPv6)
        {
            parts.Require(limit);
        }
    }

    private static void SetBirdCheck(JsonArray command, bool wanted)
    {
        var words = command.Select(static word => word.Text() ?? "").ToList();
        var place = words.FindIndex(static word => HealthArgument.Checks(word, HealthArgument.Bird));
        var felix = words.FindIndex(static word => HealthArgument.Checks(word, HealthArgument.Felix));
        if (wanted && place < 0 && felix >= 0)
        {
            command.Insert(felix + 1, HealthArgument.LikeFelix(words[felix]));
        }
        else if (!wanted && place >= 0)
        {
            command.RemoveAt(place);
        }
    }
}

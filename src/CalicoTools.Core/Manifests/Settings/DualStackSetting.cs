using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>IPv6 beside IPv4: all that has to be set together for either an IPv6 range or a way to find IPv6 addresses.</summary>
/// <param name="range">The range the pods' IPv6 addresses come from; null keeps the manifest's.</param>
/// <param name="method">How a node's IPv6 address is found; null keeps the manifest's, or else Calico's first-found.</param>
internal sealed class DualStackSetting(AddressRange? range, AutodetectionMethod? method)
    : ManifestSetting(range is null ? $"-IP6AutodetectionMethod {method?.Text}" : $"-PodCidr {range.Text}")
{
    private const string Method = "IP6_AUTODETECTION_METHOD";
    private const string Address = "IP6";
    private const string Support = "FELIX_IPV6SUPPORT";

    private static readonly IReadOnlyList<SettingLimit> s_limitsOfDataPlane =
    [
        Since("v3.23.0", "Vxlan"),
        Since("v3.27.0", "Bpf"),
    ];

    private static readonly IReadOnlyList<SettingLimit> s_limitsOfRange =
    [
        SettingLimit.OwnPools,
        SettingLimit.Only("not Canal", "its flannel is configured for IPv4 only", "Give an IPv4 range only, or use another variant."),
    ];

    public override IReadOnlyList<SettingLimit> Limits =>
    [
        .. range is null ? [] : s_limitsOfRange,
        .. method is null ? Array.Empty<SettingLimit>() : [SettingLimit.OwnAddress],
        .. method is { NeedsNode: true } ? [SettingLimit.NodeAddress] : Array.Empty<SettingLimit>(),
        .. s_limitsOfDataPlane,
    ];

    public override IReadOnlyList<string> Variables => [AddressPools.Range6, Method, Address, Support];

    public override Action<ManifestParts, ICommandLog>? Check => AddressPools.Check;

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static IReadOnlyList<string>? Read(ConfiguredParts parts) =>
        parts.Variables.FirstOrDefault(static variable => variable.Key == AddressPools.Range6).Value is { } range ? [range] : null;

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        var environment = parts.NodeEnvironment;
        if (range is null && !environment.Has(AddressPools.Range6))
        {
            throw SettingErrors.DualStackIncomplete(
                "a range of IPv6 addresses for pods, which the manifest does not have",
                "Add -PodCidr with an IPv6 range, such as fd00:10:244::/56.");
        }

        if (EncapsulationSetting.IsVxlan(parts))
        {
            EncapsulationSetting.ExtendToIPv6(parts);
        }

        if (parts.CniPlugin.Value("ipam", "type") is not "calico-ipam" and var type)
        {
            throw SettingErrors.DualStackIncomplete(
                $"calico-ipam in the CNI configuration, whose ipam type is {type ?? "missing"}", "Set it, or give nothing of IPv6.");
        }

        parts.CniPlugin.Set("\"true\"", "ipam", "assign_ipv4");
        parts.CniPlugin.Set("\"true\"", "ipam", "assign_ipv6");
        environment.Set(Address, "autodetect");
        environment.Set(Support, "true");
        if (method is not null)
        {
            environment.Set(Method, method.Text);
        }

        if (range is not null)
        {
            environment.Set(AddressPools.Range6, range.Text);
        }

        log.Verbose("IPv6 is on: pods get addresses of both families, nodes' IPv6 addresses are detected, the data plane handles IPv6.");
    }

    private static SettingLimit Since(string release, string variant) =>
        SettingLimit.Since(release, variant, "older data planes of this variant carry no IPv6", "Use a later release.");
}

using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>Whether nodes masquerade what pods send out of the pools.</summary>
/// <param name="masquerade">Whether they do.</param>
internal sealed class NatOutgoingSetting(bool masquerade) : ManifestSetting("-NatOutgoing")
{
    private const string Pool4 = "CALICO_IPV4POOL_NAT_OUTGOING";
    private const string Pool6 = "CALICO_IPV6POOL_NAT_OUTGOING";

    private static readonly IReadOnlyList<SettingLimit> s_limits =
    [
        SettingLimit.OwnPools,
        SettingLimit.Only("not Canal", "flannel masquerades, told so on its command line", "Change the command of its kube-flannel container."),
    ];

    public override IReadOnlyList<SettingLimit> Limits => s_limits;

    public override IReadOnlyList<string> Variables => [Pool4, Pool6];

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        var value = masquerade ? "true" : "false";
        var environment = parts.NodeEnvironment;
        environment.Set(Pool4, value);
        if (environment.Has(AddressPools.Range6))
        {
            environment.Set(Pool6, value);
        }
    }
}

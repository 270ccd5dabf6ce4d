using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The range the pods' IPv4 addresses come from.</summary>
/// <param name="range">The range.</param>
internal sealed class PodCidrSetting(AddressRange range) : ManifestSetting("-PodCidr")
{
    public override IReadOnlyList<SettingLimit> Limits => [SettingLimit.OwnPools];

    public override IReadOnlyList<string> Variables => [AddressPools.Range4];

    public override Action<ManifestParts, ICommandLog>? Check => AddressPools.Check;

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        if (parts.Flannel is { } flannel)
        {
            flannel.Set($"\"{range.Text}\"", "Network");
            log.Verbose($"flannel's network is {range.Text}; the cluster's own pod range has to be the same.");
            return;
        }

        parts.NodeEnvironment.Set(AddressPools.Range4, range.Text);
        log.Verbose($"{AddressPools.Range4} counts only while the cluster has no IPv4 pool yet.");
    }
}

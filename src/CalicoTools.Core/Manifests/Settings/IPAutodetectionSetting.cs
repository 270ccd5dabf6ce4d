using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>How a node's IPv4 address is found.</summary>
/// <param name="method">The method.</param>
internal sealed class IPAutodetectionSetting(AutodetectionMethod method) : ManifestSetting($"-IPAutodetectionMethod {method.Text}")
{
    private const string Method = "IP_AUTODETECTION_METHOD";

    public override IReadOnlyList<SettingLimit> Limits => method.NeedsNode
        ? [SettingLimit.OwnAddress, SettingLimit.NodeAddress]
        : [SettingLimit.OwnAddress];

    public override IReadOnlyList<string> Variables => [Method];

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        var environment = parts.NodeEnvironment;
        if (environment.Value("IP") is not (null or "" or "autodetect"))
        {
            log.Warning("calico-node's IP is set in this manifest; the method counts only when it is 'autodetect' or, on a new node, empty.");
        }

        environment.Set(Method, method.Text);
    }
}

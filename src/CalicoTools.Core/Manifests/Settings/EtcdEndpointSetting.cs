using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>Where etcd is.</summary>
/// <param name="endpoints">Its members' client URLs.</param>
internal sealed class EtcdEndpointSetting(EtcdEndpoints endpoints) : ManifestSetting("-EtcdEndpoint")
{
    public override IReadOnlyList<SettingLimit> Limits => [SettingLimit.EtcdOnly];

    public override IReadOnlyList<string> Variables => ["ETCD_ENDPOINTS"];

    public override Action<ManifestParts, ICommandLog>? Check => EtcdTrust.Check;

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static IReadOnlyList<string>? Read(ConfiguredParts parts) => parts.Config(ConfigKey.EtcdEndpoints) is { } endpoints ? [endpoints] : null;

    public override void Apply(ManifestParts parts, ICommandLog log) => EtcdTrust.SetEndpoints(parts, endpoints, log);
}

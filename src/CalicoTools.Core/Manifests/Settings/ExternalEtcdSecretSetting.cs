using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>Certificates for etcd that are in the cluster already, so that the manifest holds no key.</summary>
internal sealed class ExternalEtcdSecretSetting() : ManifestSetting("-ExternalEtcdSecret")
{
    public override IReadOnlyList<SettingLimit> Limits => [SettingLimit.EtcdOnly];

    public override IReadOnlyList<string> Variables => EtcdTrust.Variables;

    public override Action<ManifestParts, ICommandLog>? Check => EtcdTrust.Check;

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; false where it is as published.</returns>
    public static bool Read(ConfiguredParts parts) =>
        parts.Datastore == CalicoDatastore.Etcd && parts.Config(EtcdFile.Certificate.ConfigKey) is not null;

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        EtcdTrust.SetPaths(parts, log);
        parts.RemoveEtcdSecret();
        log.Verbose("The Secret calico-etcd-secrets is left out: it has to be in the cluster before this manifest is applied.");
    }
}

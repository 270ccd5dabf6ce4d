using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The settings of an installation: in what it differs from the manifest of its release.</summary>
internal static class InstalledSettings
{
    /// <summary>Gives another manifest the settings.</summary>
    /// <param name="installed">What is installed.</param>
    /// <param name="original">The manifest of its release, as it is published.</param>
    /// <param name="manifest">The other manifest.</param>
    /// <param name="log">Told what is decided.</param>
    /// <returns>The manifest with the settings.</returns>
    public static CalicoManifest Carry(Manifest installed, Manifest original, CalicoManifest manifest, ICommandLog log)
    {
        var parts = new ConfiguredParts(installed, original);
        foreach (var (name, value) in parts.Variables)
        {
            log.Verbose($"Carried over: {name} {(value is null ? "is left out" : $"is {value}")}.");
        }

        // The variables last, since they say more exactly what other settings set, too.
        var configured = ManifestConfigurator.Configure(manifest, Read(parts), log);
        return parts.Variables.Count == 0
            ? configured
            : ManifestConfigurator.Configure(configured, new ManifestSettings { Environment = parts.Variables }, log);
    }

    private static ManifestSettings Read(ConfiguredParts parts) => new()
    {
        EtcdEndpoint = EtcdEndpointSetting.Read(parts),
        ExternalEtcdSecret = ExternalEtcdSecretSetting.Read(parts),
        Mtu = MtuSetting.Read(parts),
        CniBinDirectory = CniBinDirectorySetting.Read(parts),
        CniNetDirectory = CniNetDirectorySetting.Read(parts),
        CniKubeConfigPath = CniKubeConfigSetting.Read(parts),
        KubernetesServiceHost = KubernetesServiceSetting.ReadHost(parts),
        KubernetesServicePort = KubernetesServiceSetting.ReadPort(parts),
        ImageRegistry = ImageRegistrySetting.Read(parts),
        ImagePullSecret = ImagePullSecretSetting.Read(parts),
        Encapsulation = EncapsulationSetting.Read(parts),
        PodCidr = DualStackSetting.Read(parts),
    };
}

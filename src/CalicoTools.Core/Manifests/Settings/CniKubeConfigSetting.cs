using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The kubeconfig that the CNI configuration names.</summary>
/// <param name="path">Its path on the nodes.</param>
internal sealed class CniKubeConfigSetting(string path) : ManifestSetting("-CniKubeConfigPath")
{
    private readonly string _path = HostPath.Parse("-CniKubeConfigPath", path);

    public override Action<ManifestParts, ICommandLog>? Check => CniKubeConfig.Check;

    public override void Apply(ManifestParts parts, ICommandLog log) => parts.CniPlugin.Set($"\"{_path}\"", CniKubeConfig.Member);

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static string? Read(ConfiguredParts parts) => parts.Config(
        ConfigKey.CniConfiguration, static text => ConfigurationText.CalicoPlugin(text).Text(CniKubeConfig.Member));
}

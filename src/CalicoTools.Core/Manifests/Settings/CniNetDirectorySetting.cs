using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The nodes' folder for CNI configurations: where the file goes, and the paths written in it.</summary>
/// <param name="path">The folder.</param>
internal sealed class CniNetDirectorySetting(string path) : ManifestSetting("-CniNetDirectory")
{
    private readonly string _path = HostPath.Parse("-CniNetDirectory", path);

    public override Action<ManifestParts, ICommandLog>? Check => CniKubeConfig.Check;

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static string? Read(ConfiguredParts parts) => parts.HostPath(CalicoNames.CniNetVolume);

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        parts.SetHostPath(CalicoNames.CniNetVolume, _path);
        parts.InstallerEnvironment.Set("CNI_NET_DIR", _path);
    }
}

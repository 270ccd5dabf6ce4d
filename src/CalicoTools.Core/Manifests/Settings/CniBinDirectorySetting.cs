using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The nodes' folder for CNI programs.</summary>
/// <param name="path">The folder.</param>
internal sealed class CniBinDirectorySetting(string path) : ManifestSetting("-CniBinDirectory")
{
    private readonly string _path = HostPath.Parse("-CniBinDirectory", path);

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static string? Read(ConfiguredParts parts) => parts.HostPath(CalicoNames.CniBinVolume);

    public override void Apply(ManifestParts parts, ICommandLog log) => parts.SetHostPath(CalicoNames.CniBinVolume, _path);
}

using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The nodes' folder for CNI programs.</summary>
/// <param name="path">The folder.</param>
internal sealed class CniBinDirectorySetting(string path) : ManifestSetting("-CniBinDirectory")
{
    private readonly string _path = HostPath.Parse("-CniBinDirectory", path);

    public override void Apply(ManifestParts parts, ICommandLog log) => parts.SetHostPath("cni-bin-dir", _path);
}

using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The registry that every image is pulled from, flannel's and those of initialising containers too.</summary>
/// <param name="registry">The registry.</param>
internal sealed class ImageRegistrySetting(string registry) : ManifestSetting("-ImageRegistry")
{
    private readonly ImageRegistry _registry = ImageRegistry.Parse(registry);

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        foreach (var container in parts.Pods.SelectMany(ManifestParts.Containers))
        {
            if (ManifestParts.Text(container, "image") is { } image)
            {
                container["image"] = _registry.Relocate(image);
            }
        }
    }
}

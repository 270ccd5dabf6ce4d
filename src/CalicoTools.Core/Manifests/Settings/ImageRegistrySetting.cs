using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The registry that every image is pulled from, flannel's and those of initialising containers too.</summary>
/// <param name="registry">The registry.</param>
internal sealed class ImageRegistrySetting(string registry) : ManifestSetting("-ImageRegistry")
{
    private readonly ImageRegistry _registry = ImageRegistry.Parse(registry);

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static string? Read(ConfiguredParts parts) => parts.Pod(static pod =>
        pod.Container(CalicoNames.Node).Text("image") is { } image && image.LastIndexOf("/calico/", StringComparison.Ordinal) is var end and > 0
            ? image[..end]
            : null);

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        foreach (var container in parts.Pods.SelectMany(PodTemplate.Containers))
        {
            if (container.Text("image") is { } image)
            {
                container["image"] = _registry.Relocate(image);
            }
        }
    }
}

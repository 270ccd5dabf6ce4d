namespace CalicoTools;

/// <summary>A container image that a release's manifests name: what a private registry has to mirror.</summary>
/// <param name="Version">The release, such as <c>v3.28.2</c>.</param>
/// <param name="Registry">The registry's host, such as <c>docker.io</c>.</param>
/// <param name="Repository">The path in the registry, such as <c>calico/node</c>; -ImageRegistry keeps it.</param>
/// <param name="Tag">The tag; nearly always the release.</param>
/// <param name="Variants">The variants whose manifests name it.</param>
public sealed record CalicoImage(string Version, string Registry, string Repository, string Tag, ValueList<CalicoVariant> Variants)
{
    /// <summary>The whole reference, as a manifest has it.</summary>
    public string Image => $"{Registry}/{Repository}:{Tag}";

    /// <summary>The whole reference.</summary>
    /// <returns>Such as <c>docker.io/calico/node:v3.28.2</c>.</returns>
    public override string ToString() => Image;
}

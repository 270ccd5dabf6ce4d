namespace CalicoTools.Releases;

/// <summary>The tags of Calico's images.</summary>
internal static class ImageTag
{
    private static readonly string[] s_architectures = ["-amd64", "-arm64", "-armv7", "-ppc64le", "-s390x"];

    /// <summary>A tag without the processor architecture that images for one architecture have at its end.</summary>
    /// <param name="tag">The tag, such as <c>v3.28.5-amd64</c>.</param>
    /// <returns>The tag of the release, such as <c>v3.28.5</c>.</returns>
    public static string WithoutArchitecture(string tag) =>
        s_architectures.FirstOrDefault(architecture => tag.EndsWith(architecture, StringComparison.Ordinal)) is { } found
            ? tag[..^found.Length]
            : tag;
}

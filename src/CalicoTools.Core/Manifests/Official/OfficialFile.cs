using System.Security.Cryptography;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Official;

/// <summary>A manifest file as upstream published it with a release.</summary>
/// <param name="Release">The release, such as <c>v3.28.2</c>.</param>
/// <param name="Name">The file's name, such as <c>calico.yaml</c>.</param>
/// <param name="Sha256">The hash of its bytes, in lower-case hexadecimal.</param>
internal sealed record OfficialFile(string Release, string Name, string Sha256)
{
    // As sha256sum writes and checks it: HASH, two blanks, RELEASE/FILE.
    private static readonly Lazy<IReadOnlyList<OfficialFile>> s_files = new(static () =>
    [
        .. EmbeddedText.Read("sha256.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries))
            .Select(static parts => new OfficialFile(parts[1], parts[2], parts[0])),
    ]);

    /// <summary>All whose hash is known.</summary>
    public static IReadOnlyList<OfficialFile> All => s_files.Value;

    /// <summary>The file of a release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="datastore">The datastore it is for.</param>
    /// <param name="variant">The variant it is in.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ManifestException">Upstream published none, or no hash of it is known.</exception>
    public static OfficialFile Of(Release release, CalicoDatastore datastore, CalicoVariant variant)
    {
        var name = NameOf(datastore, variant);
        return All.FirstOrDefault(file => file.Release == release.ToString() && file.Name == name)
            ?? throw OfficialErrors.NotPublished(release, datastore, variant);
    }

    /// <summary>The file with a content.</summary>
    /// <param name="content">The content.</param>
    /// <returns>The file; null when the content is no known file's.</returns>
    public static OfficialFile? With(byte[] content)
    {
        var hash = Hashed(content);
        return All.FirstOrDefault(file => file.Sha256 == hash);
    }

    /// <summary>Whether a content is that of this file.</summary>
    /// <param name="content">The content.</param>
    /// <returns>True when it is, byte for byte.</returns>
    public bool IsIn(byte[] content) => Hashed(content) == Sha256;

    /// <summary>The hash of a content.</summary>
    /// <param name="content">The content.</param>
    /// <returns>Its SHA-256 in lower-case hexadecimal.</returns>
    public static string Hashed(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The form messages show.</summary>
    /// <returns>Such as <c>calico.yaml of Calico v3.28.2</c>.</returns>
    public override string ToString() => $"{Name} of Calico {Release}";

    /// <summary>The name upstream gives the manifest of a variant.</summary>
    /// <param name="datastore">The datastore it is for.</param>
    /// <param name="variant">The variant it is in.</param>
    /// <returns>Such as <c>calico.yaml</c>.</returns>
    /// <exception cref="ManifestException">Upstream publishes none.</exception>
    public static string NameOf(CalicoDatastore datastore, CalicoVariant variant) => (datastore, variant) switch
    {
        (CalicoDatastore.Etcd, CalicoVariant.Default) => "calico-etcd.yaml",
        (CalicoDatastore.Etcd, _) => throw BuiltInErrors.NotPublished(variant),
        (_, CalicoVariant.Default) => "calico.yaml",
        (_, CalicoVariant.Typha) => "calico-typha.yaml",
        (_, CalicoVariant.Vxlan) => "calico-vxlan.yaml",
        (_, CalicoVariant.Bpf) => "calico-bpf.yaml",
        (_, CalicoVariant.PolicyOnly) => "calico-policy-only.yaml",
        (_, CalicoVariant.Canal) => "canal.yaml",
        _ => throw new ArgumentOutOfRangeException(nameof(variant), variant, null),
    };
}

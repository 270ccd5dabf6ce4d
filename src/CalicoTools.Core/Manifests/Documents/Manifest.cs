using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Documents;

/// <summary>
/// A manifest: its text, cut into documents. Immutable: <see cref="Edit"/> gives another, which shares the documents it did not touch.
/// </summary>
internal sealed partial class Manifest : CalicoManifest
{
    private readonly Lazy<ManifestProfile> _profile;

    /// <summary>Puts documents together.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="documents">The documents, in order.</param>
    public Manifest(string source, IEnumerable<ManifestDocument> documents)
    {
        Source = source;
        Documents = Placed(documents);
        Resources = [.. Documents.Select(static document => document.Resource).OfType<KubernetesResource>()];
        _profile = new Lazy<ManifestProfile>(() => ManifestProfile.Of(this));
    }

    /// <inheritdoc/>
    public override string Source { get; }

    /// <inheritdoc/>
    public override string? Version => _profile.Value.Version;

    /// <inheritdoc/>
    public override CalicoDatastore? Datastore => _profile.Value.Datastore;

    /// <inheritdoc/>
    public override CalicoVariant? Variant => _profile.Value.Variant;

    /// <inheritdoc/>
    public override ValueList<KubernetesResource> Resources { get; }

    /// <inheritdoc/>
    public override bool HasSecretData => _profile.Value.HasSecretData;

    /// <summary>The documents, those without an object too; their slices together are the text.</summary>
    /// <remarks>Not public: PowerShell shows whatever is, and a document may hold a key.</remarks>
    internal IReadOnlyList<ManifestDocument> Documents { get; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="source">What errors call it: a path, or <c>built-in</c>.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ManifestException">It is not a manifest; with the place and the reason.</exception>
    public static Manifest Parse(ReadOnlySpan<char> text, string source)
    {
        if (PemMark().IsMatch(text))
        {
            throw DocumentErrors.Pem(source);
        }

        try
        {
            var manifest = new Manifest(source, DocumentSplitter.Split(source, text).SelectMany(ManifestDocument.ReadAll));
            return manifest.Resources.Count > 0 ? manifest : throw DocumentErrors.Empty(source);
        }
        catch (ManifestException error) when (ForeignText.Recognise(source, text, error) is { } known)
        {
            throw known;
        }
    }

    /// <summary>Makes a manifest of objects that have no text yet.</summary>
    /// <param name="source">What errors call it.</param>
    /// <param name="objects">The objects.</param>
    /// <returns>The manifest, its text written for people.</returns>
    public static Manifest FromObjects(string source, params IEnumerable<JsonObject> objects) =>
        Parse(string.Join("---\n", objects.Select(static json => ManifestYaml.Write(json))), source);

    /// <summary>Finds the document of an object.</summary>
    /// <param name="kind">The object's kind.</param>
    /// <param name="name">The object's name.</param>
    /// <returns>The document; null when there is none.</returns>
    internal ManifestDocument? Find(string kind, string name) =>
        Documents.FirstOrDefault(document => document.Resource is { } resource && resource.Kind == kind && resource.Name == name);

    /// <summary>Makes a manifest that differs as asked. Comments and layout of what is not asked for stay as they are.</summary>
    /// <param name="change">Changes the objects of a draft.</param>
    /// <returns>The other manifest; this one when nothing changed.</returns>
    /// <exception cref="ManifestException">The change cannot be made safely; with the place and the reason.</exception>
    internal Manifest Edit(Action<ManifestDraft> change)
    {
        var draft = new ManifestDraft(this);
        change(draft);
        var documents = draft.Apply();
        return documents.SequenceEqual(Documents) ? this : new Manifest(Source, documents);
    }

    /// <inheritdoc/>
    public override string ToYaml() => string.Concat(Documents.Select(static document => document.Text));

    // As it is, or in base64 as the files etcd-ca, etcd-cert and etcd-key have it; in a manifest it is indented.
    [GeneratedRegex(@"^-----BEGIN |\ALS0tLS1CRUdJTi", RegexOptions.Multiline)]
    private static partial Regex PemMark();

    private static ManifestDocument[] Placed(IEnumerable<ManifestDocument> documents)
    {
        var line = 1;
        return [.. documents.Select(document =>
        {
            var placed = document.At(line);
            line += document.Text.AsSpan().Count('\n');
            return placed;
        })];
    }
}

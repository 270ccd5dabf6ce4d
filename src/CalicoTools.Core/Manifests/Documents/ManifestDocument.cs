using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>One document of a manifest: its slice of the text, separator and comments included, and the object in it. Immutable.</summary>
internal sealed class ManifestDocument
{
    private readonly SourceText _part;
    private readonly DocumentTree? _tree;
    private readonly Lazy<JsonObject>? _object;

    private ManifestDocument(SourceText part, KubernetesResource? resource, DocumentTree? tree, Lazy<JsonObject>? @object)
    {
        _part = part;
        _tree = tree;
        Resource = resource;
        _object = @object;
    }

    /// <summary>The slice of the manifest's text.</summary>
    public string Text => _part.Text;

    /// <summary>The slice and its place in the manifest.</summary>
    public SourceText Part => _part;

    /// <summary>The syntax tree; null for a document without an object.</summary>
    public YamlMapping? Root => _tree?.Root;

    /// <summary>The identity of its object; null for a document without one, such as comments before the first separator.</summary>
    public KubernetesResource? Resource { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="part">Its part of the manifest's text.</param>
    /// <returns>The document; for a list, one for each of its items.</returns>
    /// <exception cref="ManifestException">It is not a Kubernetes object in YAML.</exception>
    public static IEnumerable<ManifestDocument> ReadAll(SourceText part)
    {
        var content = DocumentSplitter.Content(part);
        if (DocumentSplitter.FirstContent(part.Text.AsSpan(content)) < 0)
        {
            TreeLayout.Check(part, content, null);
            return [new ManifestDocument(part, null, null, null)];
        }

        var tree = DocumentTree.Read(part, content, out var root);
        return ListItems.IsList(root) ? ListItems.Documents(part, root) : [Of(part, Identity(part, root), tree)];
    }

    /// <summary>Reads a document that is not a list.</summary>
    /// <param name="part">Its part of the manifest's text.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ManifestException">It is not one Kubernetes object in YAML.</exception>
    public static ManifestDocument Read(SourceText part) =>
        ReadAll(part).ToList() is [var only] ? only : throw DocumentErrors.List(part.At(0));

    /// <summary>Takes a document that was written here and so need not be checked: it is read when somebody looks into it.</summary>
    /// <param name="part">Its part of the manifest's text.</param>
    /// <param name="resource">The identity of its object.</param>
    /// <returns>The document.</returns>
    public static ManifestDocument Written(SourceText part, KubernetesResource resource) =>
        Of(part, resource, DocumentTree.Unread(part));

    /// <summary>The same document at another place of a manifest.</summary>
    /// <param name="firstLine">The line in which it begins.</param>
    /// <returns>The document there.</returns>
    public ManifestDocument At(int firstLine) =>
        firstLine == _part.FirstLine
            ? this
            : new ManifestDocument(new SourceText(_part.Source, firstLine, _part.Text), Resource, _tree, _object);

    /// <summary>The object.</summary>
    /// <returns>A copy that the caller may change.</returns>
    /// <exception cref="InvalidOperationException">The document holds none.</exception>
    public JsonObject ToObject() =>
        (JsonObject)(_object ?? throw new InvalidOperationException("This document holds no object.")).Value.DeepClone();

    /// <summary>Where a field stands in the manifest.</summary>
    /// <param name="path">Keys of mappings, and of sequences either an item's name or its index.</param>
    /// <returns>The place of the last part of the path that exists; the object's when none does.</returns>
    public TextPosition PositionOf(params ReadOnlySpan<string> path)
    {
        YamlNode? node = Root;
        var found = node?.Start ?? 0;
        foreach (var step in path)
        {
            node = Child(node is YamlAlias alias ? alias.Target : node, step);
            if (node is null)
            {
                break;
            }

            found = node.Start;
        }

        return _part.At(found);
    }

    private static ManifestDocument Of(SourceText part, KubernetesResource resource, DocumentTree tree) =>
        new(part, resource, tree, new Lazy<JsonObject>(() => NodeObjects.ToObject(tree.Root)));

    private static YamlNode? Child(YamlNode? node, string step) => node switch
    {
        YamlMapping mapping => mapping.Find(step),
        YamlSequence sequence when int.TryParse(step, out var index) => index < sequence.Items.Count ? sequence.Items[index].Value : null,
        YamlSequence sequence => sequence.Items.FindLast(item => item.Value is YamlMapping named && HasName(named, step))?.Value,
        _ => null,
    };

    private static bool HasName(YamlMapping item, string name) => item.Find("name") is YamlScalar scalar && scalar.Value == name;

    private static KubernetesResource Identity(SourceText part, YamlMapping root)
    {
        var kind = Required(part, root, "kind", root);
        var apiVersion = Required(part, root, "apiVersion", root);
        if (apiVersion.StartsWith("kustomize.config.k8s.io/", StringComparison.Ordinal))
        {
            throw DocumentErrors.Kustomization(part.At(root.Start));
        }

        var metadata = root.Find("metadata") as YamlMapping;
        var name = Required(part, metadata, "metadata.name", root);
        var hasNamespace = metadata?.Find("namespace") is YamlScalar { Value: not ("" or "null" or "~") };
        return new KubernetesResource(apiVersion, kind, hasNamespace ? Required(part, metadata, "metadata.namespace", root) : null, name);
    }

    private static string Required(SourceText part, YamlMapping? mapping, string field, YamlMapping root)
    {
        var value = mapping?.Find(field.Split('.')[^1]);
        return value is YamlScalar { Value.Length: > 0 } scalar &&
            KubernetesScalars.TryResolve(scalar, out var json) && json?.GetValueKind() == JsonValueKind.String
            ? scalar.Value
            : throw DocumentErrors.FieldMissing(part.At((value ?? mapping ?? root).Start), field);
    }
}

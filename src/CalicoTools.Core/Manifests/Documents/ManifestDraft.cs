using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents;

/// <summary>
/// A manifest while it is changed: its objects as JSON that may be changed freely. What differs afterwards is edited in the text.
/// In a list whose items have names, a new item takes the place of a commented-out one of its name, wherever it was put.
/// </summary>
internal sealed class ManifestDraft
{
    private readonly Manifest _manifest;
    private readonly JsonObject?[] _objects;
    private readonly HashSet<int> _removed = [];
    private readonly List<JsonObject> _added = [];

    /// <summary>Begins a draft.</summary>
    /// <param name="manifest">What it begins as.</param>
    public ManifestDraft(Manifest manifest)
    {
        _manifest = manifest;
        _objects = new JsonObject?[manifest.Documents.Count];
    }

    /// <summary>The objects, in order; each is copied when it is reached.</summary>
    public IEnumerable<JsonObject> Objects => Of(static _ => true).Concat(_added);

    /// <summary>Finds an object.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="name">Its name.</param>
    /// <returns>The object, which may be changed; null when there is none.</returns>
    public JsonObject? Find(string kind, string name) =>
        Of(resource => resource.Kind == kind && resource.Name == name).FirstOrDefault()
        ?? _added.Find(json => (string?)json["kind"] == kind && (string?)json["metadata"]?["name"] == name);

    /// <summary>Finds the objects of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The objects, in order, which may be changed.</returns>
    public IEnumerable<JsonObject> OfKind(string kind) =>
        Of(resource => resource.Kind == kind).Concat(_added.Where(json => (string?)json["kind"] == kind));

    /// <summary>Removes an object with its document.</summary>
    /// <param name="json">An object of this draft.</param>
    public void Remove(JsonObject json)
    {
        var index = Array.IndexOf(_objects, json);
        if (index >= 0)
        {
            _removed.Add(index);
        }
        else if (!_added.Remove(json))
        {
            throw new ArgumentException("This object is not one of the draft's.", nameof(json));
        }
    }

    /// <summary>Adds an object as a document at the end.</summary>
    /// <param name="json">The object.</param>
    public void Add(JsonObject json) => _added.Add(json);

    /// <summary>Makes the documents of what the draft has become.</summary>
    /// <returns>The documents, in order; those that did not change are the manifest's own.</returns>
    public IReadOnlyList<ManifestDocument> Apply()
    {
        var documents = new List<ManifestDocument>();
        for (var index = 0; index < _objects.Length; index++)
        {
            if (!_removed.Contains(index))
            {
                var document = _manifest.Documents[index];
                documents.Add(_objects[index] is { } intended ? DocumentEditor.Edit(document, intended) : document);
            }
        }

        foreach (var json in _added)
        {
            documents.Add(DocumentEditor.Append(_manifest.Source, documents, json));
        }

        return documents;
    }

    private IEnumerable<JsonObject> Of(Func<KubernetesResource, bool> wanted)
    {
        for (var index = 0; index < _objects.Length; index++)
        {
            if (!_removed.Contains(index) && _manifest.Documents[index].Resource is { } resource && wanted(resource))
            {
                yield return _objects[index] ??= _manifest.Documents[index].ToObject();
            }
        }
    }
}

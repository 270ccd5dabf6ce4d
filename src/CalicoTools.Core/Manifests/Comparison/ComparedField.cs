using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Comparison;

/// <summary>A field as it is compared: with a place for each of its parts that does not depend on the order they are written in.</summary>
internal sealed class ComparedField
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode? _value;
    private readonly JsonNode? _shown;
    private readonly OrderedDictionary<string, (string Step, ComparedField Field)>? _parts;

    /// <summary>A field without parts.</summary>
    /// <param name="value">What it is.</param>
    /// <param name="shown">What may be shown of it.</param>
    public ComparedField(JsonNode? value, JsonNode? shown)
    {
        _value = value;
        _shown = shown;
    }

    /// <summary>A field of parts.</summary>
    /// <param name="value">What it is; where its parts are the same but it is not, it is written differently.</param>
    /// <param name="shown">What may be shown of it as a whole.</param>
    /// <param name="parts">
    /// The parts: what they are known by, the step that leads to them, and what they are. Of several known by the same, the last
    /// is compared with the last.
    /// </param>
    public ComparedField(JsonNode? value, JsonNode? shown, IEnumerable<(string Key, string Step, ComparedField Field)> parts)
        : this(value, shown)
    {
        _parts = [];
        foreach (var same in parts.GroupBy(static part => part.Key))
        {
            var earlier = same.Count() - 1;
            foreach (var (index, part) in same.Index())
            {
                var key = index == earlier ? part.Key : $"{part.Key}\n{earlier - index}";
                _parts.Add(key, (index == earlier ? part.Step : $"{part.Step}[{index}]", part.Field));
            }
        }
    }

    /// <summary>Lists what differs.</summary>
    /// <param name="resource">The object.</param>
    /// <param name="path">The way to the field.</param>
    /// <param name="old">The field as it was; null when it was not there.</param>
    /// <param name="next">The field as it is; null when it is not there.</param>
    /// <returns>The differences, in the order in which they are written.</returns>
    public static IEnumerable<FieldChange> Changes(KubernetesResource resource, string path, ComparedField? old, ComparedField? next)
    {
        if (old is { _parts: { } before } && next is { _parts: { } after })
        {
            var changes = before.Keys.Union(after.Keys)
                .SelectMany(key =>
                {
                    var (step, field) = before.GetValueOrDefault(key);
                    var (stepAfter, fieldAfter) = after.GetValueOrDefault(key);
                    return Changes(resource, Join(path, step ?? stepAfter), field, fieldAfter);
                })
                .ToList();
            return changes.Count > 0 || old._value is null || JsonNode.DeepEquals(old._value, next._value)
                ? changes
                : [new FieldChange(resource, path, FieldChangeKind.Changed, "JSON", "the same JSON, laid out differently")];
        }

        return (old, next) switch
        {
            (null, null) => [],
            (null, not null) => [new FieldChange(resource, path, FieldChangeKind.Added, null, next.Text(isTyped: false))],
            (not null, null) => [new FieldChange(resource, path, FieldChangeKind.Removed, old.Text(isTyped: false), null)],
            _ when JsonNode.DeepEquals(old._value, next._value) => [],
            _ => [Changed(resource, path, old, next)],
        };
    }

    /// <summary>A value as JSON on one line.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The JSON.</returns>
    public static string Json(JsonNode? value) => value?.ToJsonString(s_plain) ?? "null";

    // A number and a text of the same digits look the same unless the text has its quotes.
    private static FieldChange Changed(KubernetesResource resource, string path, ComparedField old, ComparedField next)
    {
        var isTyped = old.Text(isTyped: false) == next.Text(isTyped: false) && !JsonNode.DeepEquals(old._shown, next._shown);
        return new FieldChange(resource, path, FieldChangeKind.Changed, old.Text(isTyped), next.Text(isTyped));
    }

    private static string Join(string path, string step) => path.Length == 0 ? step.TrimStart('.') : path + step;

    private string Text(bool isTyped) =>
        !isTyped && _shown is JsonValue value && value.TryGetValue<string>(out var text) ? text : Json(_shown);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>
/// Makes pods start anew when a Secret or ConfigMap they copy at their start changes: a checksum in an annotation of their template.
/// Nothing is annotated until something changes, so that a fresh installation is what the manifest says, and taking over a running one
/// rolls nothing. The changed object carries the annotation, too, from the same write on: if that is the last before an interruption, the
/// next run sees it and rolls the pods.
/// </summary>
internal static class ConfigChecksum
{
    /// <summary>The annotation.</summary>
    public const string Annotation = "calicotools/configuration";

    private static readonly string[] s_object = ["metadata"];
    private static readonly string[] s_parts = ["data", "binaryData"];
    private static readonly string[] s_template = ["spec", "template", "metadata"];

    /// <summary>Annotates what has to be.</summary>
    /// <param name="plans">The plan, whose objects change.</param>
    /// <param name="elsewhere">Secrets and ConfigMaps that pods use and the plan does not have.</param>
    /// <param name="log">Told what rolls.</param>
    public static void Mark(IReadOnlyList<PlannedObject> plans, IReadOnlyList<JsonObject> elsewhere, ICommandLog log)
    {
        foreach (var workload in plans.Where(static plan => plan.Desired.Phase == ApplyPhase.Workloads && plan.Result is not null))
        {
            var uses = ConfigurationUse.Of(workload.Desired.Json).ToHashSet();
            List<PlannedObject> own = [.. plans.Where(plan => plan.Result is { } result && uses.Contains(ConfigurationUse.Identity(result)))];
            var marked = own.Where(IsMarked).ToList();
            marked.ForEach(static plan => Annotate(plan, s_object, Checksum([plan.Result!])));
            if (marked.Count > 0 || Read(workload.Live, s_template) is not null)
            {
                var others = elsewhere.Where(item => uses.Contains(ConfigurationUse.Identity(item)));
                var checksum = Checksum(own.Select(static plan => plan.Result!).Concat(others));
                Annotate(workload, s_template, checksum);
                if (workload.Live is not null && Read(workload.Live, s_template) != checksum)
                {
                    log.Verbose($"The pods of {workload.Desired.Resource} are replaced: what they copy at their start changes.");
                }
            }
        }
    }

    /// <summary>An object as its manifest describes it: without the annotations of this class.</summary>
    /// <param name="json">The object; null for none.</param>
    /// <returns>The object itself, or a copy where it has any.</returns>
    public static JsonObject? Without(JsonObject? json)
    {
        if (Read(json, s_object) is null && Read(json, s_template) is null)
        {
            return json;
        }

        var copy = (JsonObject)json!.DeepClone();
        foreach (var path in new[] { s_object, s_template })
        {
            if (copy.Find(path) is JsonObject metadata && metadata["annotations"] is JsonObject annotations)
            {
                annotations.Remove(Annotation);
                if (annotations.Count == 0)
                {
                    metadata.Remove("annotations");
                }
            }
        }

        return copy;
    }

    /// <summary>An object as its manifest describes it, with the annotations of this class that the cluster's object has.</summary>
    /// <param name="desired">The object; it stays.</param>
    /// <param name="live">The object in the cluster.</param>
    /// <returns>The object itself, or a copy where there are any.</returns>
    public static JsonObject WithMarks(JsonObject desired, JsonObject live)
    {
        string[][] marked = [.. new[] { s_object, s_template }.Where(path => Read(live, path) is not null)];
        if (marked.Length == 0)
        {
            return desired;
        }

        var copy = (JsonObject)desired.DeepClone();
        Array.ForEach(marked, path => Annotate(copy, path, Read(live, path)!));
        return copy;
    }

    private static bool IsMarked(PlannedObject plan) =>
        plan is { IsKept: false, Live: { } live } && (Read(live, s_object) is not null || Content(live) != Content(plan.Result!));

    private static void Annotate(PlannedObject plan, string[] path, string value)
    {
        Annotate(plan.Desired.Json, path, value);
        Annotate(plan.OwnResult(), path, value);
    }

    private static void Annotate(JsonObject json, string[] path, string value)
    {
        var node = json;
        foreach (var key in path.Append("annotations"))
        {
            node = node[key] as JsonObject ?? (JsonObject)(node[key] = new JsonObject());
        }

        node[Annotation] = value;
    }

    private static string? Read(JsonObject? json, string[] path) => json.Find([.. path, "annotations", Annotation]).Text();

    private static string Checksum(IEnumerable<JsonObject> objects)
    {
        var parts = objects.OrderBy(ConfigurationUse.Identity).Select(static json => $"{ConfigurationUse.Identity(json)} {Content(json)}");
        var text = string.Join('\n', parts);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static string Content(JsonObject json) => string.Join(
        '\n',
        s_parts.SelectMany(part => json.Find(part) as JsonObject ?? [])
            .OrderBy(static entry => entry.Key, StringComparer.Ordinal)
            .Select(static entry => $"{entry.Key}={entry.Value?.ToJsonString()}"));
}

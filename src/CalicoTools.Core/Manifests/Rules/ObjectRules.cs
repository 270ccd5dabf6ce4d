using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of what any Kubernetes object must be: texts where texts belong, and nothing twice.</summary>
internal static class ObjectRules
{
    private static readonly string[] s_textsByKey = ["labels", "annotations", "matchLabels", "nodeSelector", "stringData"];
    private static readonly string[] s_textsInList = ["command", "args"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "ObjectTwice",
            FindingSeverity.Warning,
            "An object is there more than once; the last one counts, and was judged.",
            "Take the others out.",
            static installation => installation.Repeated.Select(static item => item.Report("the last one"))),
        new(
            "OperatorManifest",
            FindingSeverity.Warning,
            "This is a manifest of the Tigera operator, which makes Calico's own objects; these rules do not look into it.",
            "Change its Installation instead, or use a manifest without the operator, such as calico.yaml.",
            static installation => installation.Objects
                .Where(static item => OperatorObjects.Contains(item.Resource))
                .Take(1)
                .Select(static item => item.Report(item.Resource.ApiVersion))),
        new(
            "EnvironmentNotText",
            FindingSeverity.Error,
            "The value of an environment variable is not a string, which the API refuses.",
            "Put it in quotes: an unquoted number, true, yes, on or off is not a string.",
            static installation =>
                from container in InspectedContainer.Of(installation)
                from variable in container.Variables
                let name = variable.Text("name")
                where name is not null && IsOtherThanText(variable["value"])
                select container.ReportVariable($"{name} is {Kind(variable["value"]!)}", name)),
        new(
            "EnvironmentValueTwice",
            FindingSeverity.Error,
            "An environment variable has both a value and a valueFrom, which the API refuses.",
            "Take one of the two out.",
            static installation =>
                from container in InspectedContainer.Of(installation)
                from variable in container.Variables
                let name = variable.Text("name")
                where name is not null && variable.Text("value") is { Length: > 0 } && variable["valueFrom"] is not null
                select container.ReportVariable($"{name} has both", name)),
        new(
            "ConfigMapValueNotText",
            FindingSeverity.Error,
            "A value of a ConfigMap is not a string, which the API refuses.",
            "Put it in quotes: an unquoted number, true, yes, on or off is not a string.",
            static installation =>
                from map in installation.OfKind("ConfigMap")
                from entry in map.Find("data") as JsonObject ?? []
                where IsOtherThanText(entry.Value)
                select map.Report($"{entry.Key} is {Kind(entry.Value!)}", "data", entry.Key)),
        new(
            "FieldNotText",
            FindingSeverity.Error,
            "A label, an annotation or an argument is not a string, which the API refuses.",
            "Put it in quotes: an unquoted number, true, yes, on or off is not a string.",
            static installation =>
                from item in installation.Objects
                from field in OtherThanTexts(item.ToObject(), item.Resource.Kind == "CustomResourceDefinition")
                select item.Report($"{field[^1]} is {Kind(item.Find([.. field])!)}", [.. field])),
        new(
            "EnvironmentVariableTwice",
            FindingSeverity.Warning,
            "An environment variable is given more than once; the last one counts.",
            "Take the others out.",
            static installation =>
                from container in InspectedContainer.Of(installation)
                from name in container.Variables.Select(static variable => variable.Text("name")).OfType<string>()
                    .GroupBy(static name => name).Where(static same => same.Count() > 1).Select(static same => same.Key)
                select container.ReportVariable($"{name} is given more than once", name)),
        new(
            "ConfigMapKeyMissing",
            FindingSeverity.Error,
            "A container takes a variable from a key that the ConfigMap does not have: its pod does not start.",
            "Add the key to the ConfigMap, or give the variable a value.",
            MissingKeys),
    ];

    // What a definition's schema describes is no object; only its metadata is the API server's.
    private static IEnumerable<IReadOnlyList<string>> OtherThanTexts(JsonObject json, bool isDefinition) =>
        isDefinition
            ? OtherThanTexts(json["metadata"], ["metadata"])
            : OtherThanTexts(json, []);

    private static IEnumerable<IReadOnlyList<string>> OtherThanTexts(JsonNode? node, string[] path) => node switch
    {
        JsonObject mapping when path is [.., var name] && s_textsByKey.Contains(name) =>
            mapping.Where(static entry => IsOtherThanText(entry.Value)).Select(entry => (IReadOnlyList<string>)[.. path, entry.Key]),
        JsonArray items when path is [.., var name] && s_textsInList.Contains(name) =>
            items.Index().Where(static item => IsOtherThanText(item.Item)).Select(item => (IReadOnlyList<string>)[.. path, Step(item.Index)]),
        JsonObject mapping => mapping.SelectMany(entry => OtherThanTexts(entry.Value, [.. path, entry.Key])),
        JsonArray items => items.Index().SelectMany(item => OtherThanTexts(item.Item, [.. path, Step(item.Index)])),
        _ => [],
    };

    private static string Step(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static bool IsOtherThanText(JsonNode? value) => value is not null && value.Text() is null;

    private static string Kind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a Boolean",
        JsonValueKind.Array => "a list",
        _ => "a mapping",
    };

    private static IEnumerable<Evidence> MissingKeys(Installation installation) =>
        from container in InspectedContainer.Of(installation)
        from variable in container.Variables
        let name = variable.Text("name")
        let reference = (variable["valueFrom"] as JsonObject)?["configMapKeyRef"] as JsonObject
        where name is not null && reference is not null && reference["optional"] is null
        let map = installation.Find("ConfigMap", reference.Text("name") ?? "")
        let key = reference.Text("key")
        where map is not null && key is not null && map.Find("data", key) is null
        select container.ReportVariable($"{name} is {key} of {map.Resource}", name);
}

using System.Globalization;
using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Documents;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>What somebody has configured: in what a manifest differs from that of its release.</summary>
/// <param name="manifest">The manifest, or what is installed as one.</param>
/// <param name="original">The manifest of its release, as it is published.</param>
internal sealed class ConfiguredParts(Manifest manifest, Manifest original)
{
    /// <summary>The datastore.</summary>
    public CalicoDatastore? Datastore => manifest.Datastore;

    /// <summary>
    /// The environment variables of calico-node that have another value, and with null those that are gone. Values that come from elsewhere,
    /// as from a ConfigMap, are the manifest's own affair.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Variables { get; } = Changes(VariablesOf(manifest), VariablesOf(original));

    /// <summary>A text of Calico's ConfigMap.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The text; null where it is empty or as published.</returns>
    public string? Config(string key) => Config(key, static text => text);

    /// <summary>A part of a text of Calico's ConfigMap.</summary>
    /// <param name="key">The text's key.</param>
    /// <param name="read">Finds the part.</param>
    /// <returns>The part; null where there is none or it is as published.</returns>
    public string? Config(string key, Func<string, string?> read) =>
        Changed(map => map.Text("data", key) is { Length: > 0 } text ? read(text) : null, "ConfigMap");

    /// <summary>A whole number of Calico's ConfigMap.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The number; null where it is none or as published.</returns>
    public int? ConfigNumber(string key) =>
        int.TryParse(Config(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The host's path of a volume of the nodes' pods.</summary>
    /// <param name="volume">The volume's name.</param>
    /// <returns>The path; null where it is as published.</returns>
    public string? HostPath(string volume) => Pod(pod => pod.Volume(volume).Text("hostPath", "path"));

    /// <summary>A text of the nodes' pods.</summary>
    /// <param name="read">Reads it from their specification.</param>
    /// <returns>The text; null where there is none or it is as published.</returns>
    public string? Pod(Func<JsonNode?, string?> read) => Changed(set => read(set.Pod()), "DaemonSet");

    private string? Changed(Func<JsonNode?, string?> read, string kind) =>
        read(First(manifest, kind)) is { } value && value != read(First(original, kind)) ? value : null;

    private static JsonObject? First(Manifest manifest, string kind) =>
        manifest.Documents.FirstOrDefault(document => document.Resource?.Kind == kind)?.ToObject();

    private static Dictionary<string, JsonObject> VariablesOf(Manifest manifest) => First(manifest, "DaemonSet").Pod().Container(CalicoNames.Node).Items("env")
        .GroupBy(static variable => variable.Text("name") ?? "").ToDictionary(static same => same.Key, static same => same.Last());

    private static List<KeyValuePair<string, string?>> Changes(Dictionary<string, JsonObject> now, Dictionary<string, JsonObject> before) =>
    [
        .. now.Where(static variable => IsLiteral(variable.Value))
            .Where(variable => !before.TryGetValue(variable.Key, out var published) || !IsLiteral(published) || ValueOf(published) != ValueOf(variable.Value))
            .Select(static variable => KeyValuePair.Create(variable.Key, (string?)ValueOf(variable.Value))),
        .. before.Where(variable => IsLiteral(variable.Value) && !now.ContainsKey(variable.Key))
            .Select(static variable => KeyValuePair.Create(variable.Key, (string?)null)),
    ];

    private static bool IsLiteral(JsonObject variable) => variable.Find("valueFrom") is null;

    private static string ValueOf(JsonObject variable) => variable.Text("value") ?? "";
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Calico;
using CalicoTools.Cluster.Objects;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Cluster.Update;

/// <summary>The settings of an installation: in what it differs from the manifest of its release.</summary>
/// <param name="installed">What is installed.</param>
/// <param name="original">The manifest of its release, as it is published.</param>
internal sealed partial class InstalledSettings(Manifest installed, Manifest original)
{
    private const string Agent = "calico-node";

    /// <summary>Gives another manifest the settings.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="log">Told what is decided.</param>
    /// <returns>The manifest with the settings.</returns>
    public CalicoManifest Apply(CalicoManifest manifest, ICommandLog log)
    {
        // The variables last, since they say more exactly what other settings set, too.
        var variables = Variables();
        foreach (var (name, value) in variables)
        {
            log.Verbose($"Carried over: {name} {(value is null ? "is left out" : $"is {value}")}.");
        }

        var configured = ManifestConfigurator.Configure(manifest, Read(variables), log);
        return variables.Count == 0
            ? configured
            : ManifestConfigurator.Configure(configured, new ManifestSettings { Environment = variables }, log);
    }

    private ManifestSettings Read(List<KeyValuePair<string, string?>> variables) => new()
    {
        EtcdEndpoint = Config("etcd_endpoints") is { } endpoints ? [endpoints] : null,
        ExternalEtcdSecret = installed.Datastore == CalicoDatastore.Etcd && Config(EtcdFile.Certificate.ConfigKey) is not null,
        Mtu = int.TryParse(Config("veth_mtu"), NumberStyles.None, CultureInfo.InvariantCulture, out var mtu) ? mtu : null,
        CniBinDirectory = Changed(static manifest => HostPath(manifest, "cni-bin-dir")),
        CniNetDirectory = Changed(static manifest => HostPath(manifest, "cni-net-dir")),
        KubernetesServiceHost = Config("kubernetes_service_host"),
        KubernetesServicePort = int.TryParse(Config("kubernetes_service_port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null,
        ImageRegistry = Changed(Registry),
        ImagePullSecret = Changed(static manifest => Pod(manifest).Items("imagePullSecrets").FirstOrDefault().Text("name")),
        CniKubeConfigPath = Changed(static manifest =>
            Objects(manifest, "ConfigMap").FirstOrDefault().Text("data", "cni_network_config") is { } text
                && KubeConfig().Match(text) is { Success: true } found
                ? found.Groups["path"].Value
                : null),
        Encapsulation = Config("calico_backend") == "vxlan" ? CalicoTools.Encapsulation.Vxlan : null,
        PodCidr = variables.Find(static variable => variable.Key == AddressPools.Range6).Value is { } range ? [range] : null,
    };

    // Of the ConfigMap; null where it is as published.
    private string? Config(string key) => Changed(manifest =>
        Objects(manifest, "ConfigMap").FirstOrDefault().Text("data", key) is { Length: > 0 } text ? text : null);

    private string? Changed(Func<Manifest, string?> read) => read(installed) is { } value && value != read(original) ? value : null;

    // Values that come from elsewhere, as from a ConfigMap, are the manifest's own affair.
    private List<KeyValuePair<string, string?>> Variables()
    {
        var (now, before) = (Literals(installed), Literals(original));
        var all = Names(installed);
        return
        [
            .. now.Where(variable => !before.TryGetValue(variable.Key, out var published) || published != variable.Value)
                .Select(static variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)),
            .. before.Keys.Where(name => !all.Contains(name)).Select(static name => KeyValuePair.Create(name, (string?)null)),
        ];
    }

    private static Dictionary<string, string> Literals(Manifest manifest) => Variables(manifest)
        .Where(static variable => variable.Find("valueFrom") is null)
        .ToDictionary(static variable => variable.Text("name") ?? "", static variable => variable.Text("value") ?? "");

    private static HashSet<string> Names(Manifest manifest) =>
        [.. Variables(manifest).Select(static variable => variable.Text("name")).OfType<string>()];

    private static IEnumerable<JsonObject> Variables(Manifest manifest) =>
        Container(manifest).Items("env").DistinctBy(static variable => variable.Text("name"));

    private static string? Registry(Manifest manifest) =>
        Container(manifest).Text("image") is { } image && image.LastIndexOf("/calico/", StringComparison.Ordinal) is var end and > 0
            ? image[..end]
            : null;

    private static string? HostPath(Manifest manifest, string volume) =>
        Pod(manifest).Items("volumes").FirstOrDefault(item => item.Text("name") == volume).Text("hostPath", "path");

    private static JsonObject? Container(Manifest manifest) =>
        Pod(manifest).Items("containers").FirstOrDefault(static container => container.Text("name") == Agent);

    private static JsonNode? Pod(Manifest manifest) => Objects(manifest, "DaemonSet").FirstOrDefault().Find("spec", "template", "spec");

    private static IEnumerable<JsonObject> Objects(Manifest manifest, string kind) => manifest.Documents
        .Where(document => document.Resource?.Kind == kind)
        .Select(static document => document.ToObject());

    // The text is JSON only once the nodes have filled its placeholders.
    [GeneratedRegex("\"kubeconfig\"\\s*:\\s*\"(?<path>[^\"]*)\"")]
    private static partial Regex KubeConfig();
}

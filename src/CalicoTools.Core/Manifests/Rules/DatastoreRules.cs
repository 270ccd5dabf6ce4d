using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of calico-node and the rest of Calico keeping their data in one place.</summary>
internal static class DatastoreRules
{
    private const string Datastore = "DATASTORE_TYPE";
    private const string Endpoints = "ETCD_ENDPOINTS";
    private const string Kubernetes = "kubernetes";
    private const string Etcd = "etcdv3";

    // Variable of calico-node, key of the ConfigMap.
    private static readonly (string Variable, string Key)[] s_variables =
    [
        (Endpoints, ConfigKey.EtcdEndpoints),
        .. EtcdFile.All.Select(static file => (file.Variable, file.ConfigKey)),
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "EtcdVariableContradictory",
            FindingSeverity.Error,
            "calico-node is told another way to etcd than the ConfigMap tells the rest of Calico.",
            "Let the variable take its value from the ConfigMap again, and set it with Set-CalicoManifest -EtcdEndpoint or "
                + "-EtcdCertificate.",
            static installation => installation is { Node: { } node, EtcdConfig: { } config }
                ? from pair in s_variables
                  let text = node.Variable(pair.Variable)
                  where text is not null && text != (config.FindText("data", pair.Key) ?? "")
                  select node.Report($"{pair.Variable} is {(text.Length == 0 ? "empty" : text)}", pair.Variable)
                : []),
        new(
            "DatastoreContradictory",
            FindingSeverity.Error,
            "calico-node is told to keep its data elsewhere than the rest of the manifest says.",
            $"Write {Kubernetes} for the Kubernetes API, without etcd's endpoints; for etcd write {Etcd}, or leave {Datastore} out.",
            static installation => installation.Node is { } node && node.Variable(Datastore) is { Length: > 0 } datastore &&
                Problem(datastore, node, installation.EtcdConfig is not null) is { } problem
                    ? [node.Report($"{Datastore} is {datastore}, {problem}", Datastore)]
                    : []),
    ];

    private static string? Problem(string datastore, NodeContainer node, bool hasEtcdConfig) => datastore switch
    {
        Kubernetes when hasEtcdConfig => "but there is a ConfigMap with etcd's endpoints",
        Kubernetes when node.Variable(Endpoints) is { Length: > 0 } => $"but {Endpoints} is given",
        Etcd when !hasEtcdConfig && !node.Has(Endpoints) && !node.Has("ETCD_DISCOVERY_SRV") => "but nothing names etcd's endpoints",
        Kubernetes or Etcd => null,
        _ => "which is not a datastore",
    };
}

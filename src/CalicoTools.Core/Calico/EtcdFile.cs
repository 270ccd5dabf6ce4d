namespace CalicoTools.Calico;

/// <summary>One of the three files with which Calico connects to etcd over TLS, and its name in each place.</summary>
/// <param name="SecretKey">The key in the Secret, which is also the file's name where the Secret is mounted.</param>
/// <param name="ConfigKey">The key in Calico's ConfigMap that holds the file's path.</param>
/// <param name="Variable">The environment variable that holds the file's path.</param>
/// <param name="CniKey">The key in the configuration of the CNI plugin.</param>
/// <param name="Placeholder">The placeholder that install-cni replaces by the path of its copy on the node.</param>
internal sealed record EtcdFile(string SecretKey, string ConfigKey, string Variable, string CniKey, string Placeholder)
{
    /// <summary>The name of the Secret in the official manifests.</summary>
    public const string SecretName = "calico-etcd-secrets";

    /// <summary>Where the official manifests mount the Secret.</summary>
    public const string DefaultFolder = "/calico-secrets";

    /// <summary>The CA certificates.</summary>
    public static EtcdFile CA { get; } = new("etcd-ca", "etcd_ca", "ETCD_CA_CERT_FILE", "etcd_ca_cert_file", "__ETCD_CA_CERT_FILE__");

    /// <summary>Calico's client certificate.</summary>
    public static EtcdFile Certificate { get; } = new("etcd-cert", "etcd_cert", "ETCD_CERT_FILE", "etcd_cert_file", "__ETCD_CERT_FILE__");

    /// <summary>The key of the client certificate.</summary>
    public static EtcdFile Key { get; } = new("etcd-key", "etcd_key", "ETCD_KEY_FILE", "etcd_key_file", "__ETCD_KEY_FILE__");

    /// <summary>All three.</summary>
    public static IReadOnlyList<EtcdFile> All { get; } = [CA, Certificate, Key];

    /// <summary>The file's path in the official manifests.</summary>
    public string DefaultPath => $"{DefaultFolder}/{SecretKey}";
}

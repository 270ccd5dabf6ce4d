namespace CalicoTools.Calico;

/// <summary>The keys of Calico's ConfigMap; those of the paths to certificates are in <see cref="EtcdFile"/>.</summary>
internal static class ConfigKey
{
    /// <summary>Where etcd is.</summary>
    public const string EtcdEndpoints = "etcd_endpoints";

    /// <summary>What connects the nodes: <c>bird</c>, <c>vxlan</c> or <c>none</c>.</summary>
    public const string Backend = "calico_backend";

    /// <summary>The MTU of the pods' interfaces.</summary>
    public const string Mtu = "veth_mtu";

    /// <summary>The configuration of the CNI plugins, a JSON text with placeholders.</summary>
    public const string CniConfiguration = "cni_network_config";

    /// <summary>flannel's configuration, a JSON text.</summary>
    public const string FlannelConfiguration = "net-conf.json";

    /// <summary>The host of the API server itself.</summary>
    public const string ServiceHost = "kubernetes_service_host";

    /// <summary>The port of the API server itself.</summary>
    public const string ServicePort = "kubernetes_service_port";

    /// <summary>The Service of Typha, or <c>none</c>.</summary>
    public const string TyphaService = "typha_service_name";
}

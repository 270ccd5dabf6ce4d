using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings;

namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>Small manifests for tests of single settings, which need no official file.</summary>
internal static class SampleManifest
{
    public const string EtcdSecret = """
        apiVersion: v1
        kind: Secret
        metadata:
          name: calico-etcd-secrets
          namespace: kube-system
        data:

        """;

    public static Manifest Kubernetes(
        string release = "v3.32.1", string environment = "", string ipam = "calico-ipam", string mtu = "__CNI_MTU__") =>
        Parse(release, environment, config: "", ipam, mtu);

    public static Manifest Etcd(string endpoints = "http://<ETCD_IP>:<ETCD_PORT>", string paths = "") => Manifest.Parse(
        EtcdSecret + "---\n" + Parse(
            "v3.32.1",
            string.Concat(s_etcd.Select(static pair =>
                $"        - name: {pair.Variable}\n          valueFrom: {{configMapKeyRef: {{name: calico-config, key: {pair.Key}}}}}\n")),
            $"  etcd_endpoints: \"{endpoints}\"\n  etcd_ca: \"{paths}\"\n  etcd_cert: \"{paths}\"\n  etcd_key: \"{paths}\"\n",
            "calico-ipam",
            "__CNI_MTU__").ToYaml(),
        "etcd.yaml");

    private static readonly (string Variable, string Key)[] s_etcd =
    [
        ("ETCD_ENDPOINTS", "etcd_endpoints"),
        ("ETCD_CA_CERT_FILE", "etcd_ca"),
        ("ETCD_KEY_FILE", "etcd_key"),
        ("ETCD_CERT_FILE", "etcd_cert"),
    ];

    public static CalicoManifest With(this CalicoManifest manifest, ManifestSettings settings) =>
        ManifestConfigurator.Configure(manifest, settings, new CommandLog());

    private static Manifest Parse(string release, string environment, string config, string ipam, string mtu) => Manifest.Parse(
        $$$"""
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: calico-config
          namespace: kube-system
        data:
        {{{config}}}  calico_backend: "bird"
          veth_mtu: "0"
          cni_network_config: |-
            {
              "plugins": [
                {
                  "type": "calico", "mtu": {{{mtu}}}, "ipam": { "type": "{{{ipam}}}" },
                  "kubernetes": {"kubeconfig": "__KUBECONFIG_FILEPATH__"}
                },
                { "type": "portmap", "capabilities": {"portMappings": true} }
              ]
            }
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: calico-node
          namespace: kube-system
        spec:
          template:
            spec:
              initContainers:
              - name: install-cni
                image: quay.io/calico/cni:{{{release}}}
              containers:
              - name: calico-node
                image: quay.io/calico/node:{{{release}}}
                env:
        {{{environment}}}        - name: CALICO_NETWORKING_BACKEND
                  valueFrom: {configMapKeyRef: {name: calico-config, key: calico_backend}}
                - name: IP
                  value: autodetect
                - name: CALICO_IPV4POOL_IPIP
                  value: Always
                - name: CALICO_IPV4POOL_VXLAN
                  value: Never
                volumeMounts:
                - {mountPath: /calico-secrets, name: etcd-certs}
              volumes:
              - name: etcd-certs
                secret: {secretName: calico-etcd-secrets, defaultMode: 256}
              - name: cni-bin-dir
                hostPath: {path: /opt/cni/bin}

        """,
        "sample.yaml");
}

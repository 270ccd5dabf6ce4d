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

    public static Manifest Kubernetes(string release = "v3.32.1", string environment = "", string config = "", string ipam = "calico-ipam", string mtu = "__CNI_MTU__") =>
        Parse(release, environment, config, ipam, mtu);

    public static Manifest Etcd(string endpoints = "http://<ETCD_IP>:<ETCD_PORT>", string paths = "", string release = "v3.32.1") => Manifest.Parse(
        EtcdSecret + "---\n" + Parse(
            release,
            "        - name: ETCD_ENDPOINTS\n          valueFrom: {configMapKeyRef: {name: calico-config, key: etcd_endpoints}}\n",
            $"  etcd_endpoints: \"{endpoints}\"\n  etcd_ca: \"{paths}\"\n  etcd_cert: \"{paths}\"\n  etcd_key: \"{paths}\"\n").ToYaml(),
        "etcd.yaml");

    public static CalicoManifest With(this CalicoManifest manifest, ManifestSettings settings) =>
        ManifestConfigurator.Configure(manifest, settings, new CommandLog());

    private static Manifest Parse(string release, string environment, string config, string ipam = "calico-ipam", string mtu = "__CNI_MTU__") => Manifest.Parse(
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
                { "type": "calico", "mtu": {{{mtu}}}, "ipam": { "type": "{{{ipam}}}" }, "kubernetes": {"kubeconfig": "__KUBECONFIG_FILEPATH__"} },
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
              volumes:
              - name: cni-bin-dir
                hostPath: {path: /opt/cni/bin}

        """,
        "sample.yaml");
}

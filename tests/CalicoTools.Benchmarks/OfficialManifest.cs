using CalicoTools.Shared;

namespace CalicoTools.Benchmarks;

/// <summary>The largest official manifest, the edits that are compared, and the same edits for kubectl kustomize.</summary>
internal static class OfficialManifest
{
    public const string Settings = "-PodCidr 10.244.0.0/16 -IPAutodetectionMethod can-reach=192.168.10.73 -Mtu 1440";

    private const string Kustomization = """
        resources: [calico.yaml]
        patches:
        - target: {kind: ConfigMap, name: calico-config}
          patch: |-
            - {op: replace, path: /data/veth_mtu, value: "1440"}
        - target: {kind: DaemonSet, name: calico-node}
          patch: |-
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: calico-node, namespace: kube-system}
            spec:
              template:
                spec:
                  containers:
                  - name: calico-node
                    env:
                    - {name: CALICO_IPV4POOL_CIDR, value: 10.244.0.0/16}
                    - {name: IP_AUTODETECTION_METHOD, value: can-reach=192.168.10.73}
        """;

    /// <summary>Puts the manifest and the kustomization into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The manifest's path.</returns>
    public static string Place(WorkFolder folder)
    {
        var target = Path.Combine(folder.Path, "calico.yaml");
        File.Copy(Find("v3.32.1"), target);
        folder.Write("kustomization.yaml", Kustomization);
        return target;
    }

    /// <summary>Finds the official calico.yaml of a release.</summary>
    /// <param name="release">The release.</param>
    /// <returns>Its path.</returns>
    public static string Find(string release)
    {
        var folder = Environment.GetEnvironmentVariable("CALICOTOOLS_REFERENCE")
            ?? Repository.At("..", "shared");
        var file = Path.Combine(folder, $"manifests/{release}/calico.yaml");
        return File.Exists(file)
            ? file
            : throw new FileNotFoundException($"'{file}' is not here. Set CALICOTOOLS_REFERENCE to a folder with the official manifests.");
    }
}

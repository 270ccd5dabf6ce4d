using CalicoTools.Certificates.Issuing;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Install;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Secrets;
using CalicoTools.Manifests.Settings;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>Installs Calico on a test's cluster, as Install-Calico does: the newest release that works on it.</summary>
internal static class Installing
{
    /// <summary>The objects of the manifests whose installation is looked at.</summary>
    public const string Node = "DaemonSet kube-system/calico-node";
    public const string Controllers = "Deployment kube-system/calico-kube-controllers";
    public const string Config = "ConfigMap kube-system/calico-config";
    public const string Secret = "Secret kube-system/calico-etcd-secrets";

    private const string Written = """
        {range .items[*]}{.kind}/{.metadata.name} {.metadata.managedFields[?(@.manager=="calicotools")].time} {.metadata.generation}{"\n"}{end}
        """;

    private const int LooksUntilRemoved = 200;

    private static readonly string[] s_nowhere = ["https://127.0.0.1:2379"];

    /// <summary>The manifest for etcd without TLS, which needs no certificate.</summary>
    public static CalicoManifest Plain(ManifestSettings? settings = null) =>
        Etcd(settings ?? new ManifestSettings { EtcdEndpoint = ["http://127.0.0.1:2379"] });

    /// <summary>The manifest for etcd with certificates in its Secret.</summary>
    public static CalicoManifest Secured(CalicoCertificateSet certificates, IReadOnlyList<string>? endpoints = null) =>
        Etcd(new ManifestSettings { EtcdEndpoint = endpoints ?? s_nowhere, EtcdCertificate = certificates });

    /// <summary>The manifest for etcd as somebody fills it by hand who made the Secret elsewhere: the Secret in it is empty.</summary>
    public static CalicoManifest Empty(IReadOnlyList<string> endpoints) => Manifest.Parse(
        BuiltInManifests.Create(ServerReleases.Newest, CalicoDatastore.Etcd, CalicoVariant.Default).ToYaml()
            .Replace("http://<ETCD_IP>:<ETCD_PORT>", string.Join(',', endpoints), StringComparison.Ordinal)
            .Replace("etcd_ca: \"\"", "etcd_ca: /calico-secrets/etcd-ca", StringComparison.Ordinal)
            .Replace("etcd_cert: \"\"", "etcd_cert: /calico-secrets/etcd-cert", StringComparison.Ordinal)
            .Replace("etcd_key: \"\"", "etcd_key: /calico-secrets/etcd-key", StringComparison.Ordinal),
        "calico-etcd.yaml");

    /// <summary>The manifest for etcd with its Secret kept apart.</summary>
    public static CalicoManifest External(IReadOnlyList<string>? endpoints = null) =>
        Etcd(new ManifestSettings { EtcdEndpoint = endpoints ?? s_nowhere, ExternalEtcdSecret = true });

    /// <summary>The manifest for the Kubernetes datastore.</summary>
    public static CalicoManifest Kubernetes() => Kubernetes(ServerReleases.Newest, new ManifestSettings());

    /// <summary>The manifest of a release for the Kubernetes datastore.</summary>
    public static CalicoManifest Kubernetes(Release release, ManifestSettings settings) =>
        Configure(release, CalicoDatastore.Kubernetes, settings);

    /// <summary>A variant of the newest release, with what it cannot do without.</summary>
    public static CalicoManifest Variant(CalicoVariant variant) => Configure(
        ServerReleases.Newest,
        CalicoDatastore.Kubernetes,
        variant == CalicoVariant.Bpf ? new ManifestSettings { KubernetesServiceHost = "192.0.2.1", KubernetesServicePort = 6443 } : new ManifestSettings(),
        variant);

    /// <summary>The Secret of certificates.</summary>
    public static CalicoManifest SecretOf(CalicoCertificateSet certificates) => EtcdSecret.Create(certificates, "calico-etcd-secrets", "kube-system");

    public static CalicoCertificateSet Certificates() => CertificateIssuer.Issue(new CertificateOptions(), new InstallLog(), default);

    /// <summary>Removes what earlier tests installed.</summary>
    public static void Reset(LocalCluster cluster) => Reset(cluster, Plain());

    /// <summary>Removes the objects of a manifest.</summary>
    public static void Reset(LocalCluster cluster, CalicoManifest manifest)
    {
        var yaml = manifest.ToYaml();
        Kubectl.RunWith(yaml, cluster.Administrator, "delete", "--ignore-not-found", "--wait=false", "-f", "-");
        for (var look = 0; Kubectl.RunWith(yaml, cluster.Administrator, "get", "--ignore-not-found", "-o", "name", "-f", "-") is { Length: > 0 } left; look++)
        {
            Assert.True(look < LooksUntilRemoved, left);

            // From Kubernetes 1.31 on, an API server may leave a CRD for minutes that it could not empty at once, unless the CRD changes.
            foreach (var definition in left.Split('\n').Where(static name => name.StartsWith("customresourcedefinition", StringComparison.Ordinal)))
            {
                Kubectl.Try(cluster.Administrator, "annotate", "--overwrite", definition, $"look={look}");
            }
        }
    }

    /// <summary>Asks what installing would do.</summary>
    public static async Task<IReadOnlyList<AppliedResource>> PlanAsync(LocalCluster cluster, params IReadOnlyList<CalicoManifest> manifests)
    {
        using var installer = Connect(cluster.Administrator);
        return await installer.PlanAsync(manifests, new InstallLog(), default);
    }

    /// <summary>Installs as the administrator, without waiting for the roll-out.</summary>
    public static Task<IReadOnlyList<AppliedResource>> RunAsync(LocalCluster cluster, params IReadOnlyList<CalicoManifest> manifests) =>
        RunAsync(cluster.Administrator, new InstallOptions(), manifests);

    /// <summary>Installs as somebody, without waiting for the roll-out.</summary>
    public static async Task<IReadOnlyList<AppliedResource>> RunAsync(
        string kubeConfig, InstallOptions options, params IReadOnlyList<CalicoManifest> manifests)
    {
        using var installer = Connect(kubeConfig, options);
        await installer.PlanAsync(manifests, new InstallLog(), default);
        return await installer.WriteAsync(new InstallLog(), default);
    }

    public static CalicoInstaller Connect(string kubeConfig, InstallOptions? options = null) =>
        CalicoInstaller.Connect(new ConnectionOptions { KubeConfig = kubeConfig }, options ?? new InstallOptions(), new InstallLog(), TestContext.Current.CancellationToken);

    /// <summary>The names of the objects of which something became.</summary>
    public static IEnumerable<string> Of(this IReadOnlyList<AppliedResource> results, ResourceAction action) =>
        results.Where(result => result.Action == action).Select(static result => result.Resource.ToString());

    /// <summary>A field as kubectl sees it.</summary>
    public static string Field(LocalCluster cluster, string kind, string name, string path) =>
        Kubectl.Run(cluster.Administrator, "get", kind, name, "-n", "kube-system", "-o", $"jsonpath={path}");

    /// <summary>The versions of all objects of a manifest, which tell whether anything was written.</summary>
    public static string Versions(LocalCluster cluster, CalicoManifest manifest)
    {
        return Kubectl.RunWith(manifest.ToYaml(), cluster.Administrator, "get", "-f", "-", "-o", $"jsonpath={Written}");
    }

    private static CalicoManifest Etcd(ManifestSettings settings) => Configure(ServerReleases.Newest, CalicoDatastore.Etcd, settings);

    private static CalicoManifest Configure(
        Release release, CalicoDatastore datastore, ManifestSettings settings, CalicoVariant variant = CalicoVariant.Default) =>
        ManifestConfigurator.Configure(BuiltInManifests.Create(release, datastore, variant), settings, new InstallLog());
}

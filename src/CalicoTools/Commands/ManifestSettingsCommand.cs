using System.Collections;
using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Manifests.Defects;
using CalicoTools.Manifests.Settings;
using CalicoTools.Releases;

namespace CalicoTools.Commands;

/// <summary>Base of the cmdlets that configure a manifest: its parameters are the settings.</summary>
public abstract class ManifestSettingsCommand : CalicoCommand
{
    private readonly Dictionary<string, CalicoCertificateSet> _sets = new(StringComparer.Ordinal);
    private HashSet<string> _typed = [];

    /// <summary>Allows this module's cmdlets only to derive.</summary>
    private protected ManifestSettingsCommand()
    {
    }

    /// <summary>
    /// The client URLs of the etcd cluster's members, such as <c>https://192.168.10.73:2379</c>: one or more, also in one text with
    /// commas. All https, which needs <c>-EtcdCertificate</c> or <c>-ExternalEtcdSecret</c>, or all http. Written as typed.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? EtcdEndpoint { get; set; }

    /// <summary>
    /// The certificates for etcd: as Get-CalicoCerts gives them, the path of their folder, the paths of three PEM files (CA, certificate,
    /// key, in this order), or the Secret of New-CalicoEtcdSecret or the path of its file. They fill the manifest's Secret, and the paths
    /// that make Calico use them are set. The manifest then holds a key.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? EtcdCertificate { get; set; }

    /// <summary>
    /// Keeps the Secret apart: the paths that make Calico use certificates are set, and the Secret is left out of the manifest, which
    /// then holds no key. Create the Secret with New-CalicoEtcdSecret.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(SwitchParameter))]
    public SwitchParameter ExternalEtcdSecret { get; set; }

    /// <summary>
    /// The range of the pods' addresses, such as <c>10.244.0.0/16</c>, at most one per address family; it should be the cluster's own. An
    /// IPv6 range turns on all that IPv6 beside IPv4 needs. Counts only while the cluster has no pool yet.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public string[]? PodCidr { get; set; }

    /// <summary>
    /// How a node finds its IPv4 address: <c>first-found</c>, <c>can-reach=HOST</c>, <c>interface=REGEX,…</c>,
    /// <c>skip-interface=REGEX,…</c>, <c>cidr=CIDR,…</c>, or, from v3.22.0 on, <c>kubernetes-internal-ip</c>.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AutodetectionMethodCompleter))]
    public string[]? IPAutodetectionMethod { get; set; }

    /// <summary>
    /// How a node finds its IPv6 address, written as for IPv4. Needs an IPv6 range, in <c>-PodCidr</c> or in the manifest, and turns on
    /// all that IPv6 beside IPv4 needs.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AutodetectionMethodCompleter))]
    public string[]? IP6AutodetectionMethod { get; set; }

    /// <summary>
    /// The path, on the nodes, of the kubeconfig that the CNI plugin uses, such as <c>/etc/cni/net.d/calico-kubeconfig</c>. Without it
    /// the manifest's placeholder stays, which the installation replaces by calico-kubeconfig in the folder for CNI configurations.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CniPathCompleter))]
    public string? CniKubeConfigPath { get; set; }

    /// <summary>The nodes' folder for CNI configurations, when it is not <c>/etc/cni/net.d</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CniPathCompleter))]
    public string? CniNetDirectory { get; set; }

    /// <summary>The nodes' folder for CNI programs, when it is not <c>/opt/cni/bin</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CniPathCompleter))]
    public string? CniBinDirectory { get; set; }

    /// <summary>The MTU of pod and tunnel interfaces in bytes, 576 to 65520, encapsulation already taken off; 0 is automatic.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(int))]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public int? Mtu { get; set; }

    /// <summary>
    /// How packets travel between nodes. VXLAN goes without BGP: the backend and the probes follow, also on the way back. Counts only
    /// while the cluster has no pool yet.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(Encapsulation))]
    public Encapsulation? Encapsulation { get; set; }

    /// <summary>
    /// The prefix length of the blocks of IPv4 addresses that nodes take from the pool, from 20 to 32; Calico's own default is 26. Counts
    /// only while the cluster has no pool yet.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(int))]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public int? BlockSize { get; set; }

    /// <summary>
    /// Whether nodes masquerade what pods send out of the pools, for both address families where the manifest has both. Counts only
    /// while the cluster has no pool yet.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(bool))]
    public bool? NatOutgoing { get; set; }

    /// <summary>
    /// The registry all images are pulled from, with port and path where it has them: <c>reg.lan:5000/mirror</c> makes
    /// <c>reg.lan:5000/mirror/calico/node</c> of <c>quay.io/calico/node</c>.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ImageRegistry { get; set; }

    /// <summary>The name of the Secret, in the manifest's namespace, with the registry's credentials.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ImagePullSecret { get; set; }

    /// <summary>
    /// With the Bpf variant: the name or address, without scheme and port, at which nodes reach the API server itself, or what balances
    /// the load between several; not the Service <c>kubernetes</c>, which eBPF provides in kube-proxy's place.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(KubernetesServiceCompleter))]
    public string? KubernetesServiceHost { get; set; }

    /// <summary>With the Bpf variant: the port that goes with -KubernetesServiceHost, such as 6443.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(KubernetesServiceCompleter))]
    [Cell(typeof(int))]
    public int? KubernetesServicePort { get; set; }

    /// <summary>
    /// Environment variables of the calico-node container by name, such as <c>@{ FELIX_LOGSEVERITYSCREEN = 'Warning' }</c>; those it
    /// has are replaced in place, and <c>$null</c> removes one.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(IDictionary))]
    public IDictionary? Environment { get; set; }

    /// <summary>
    /// Mends known defects of the manifest as upstream published it, before the settings are made; <c>-Verbose</c> says which, and
    /// Test-CalicoManifest finds them under rules whose names begin with Upstream. Without it, nothing but the settings differs from
    /// what upstream published.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(SwitchParameter))]
    public SwitchParameter Repair { get; set; }

    /// <inheritdoc/>
    private protected override void Begin() => _typed = [.. MyInvocation.BoundParameters.Keys];

    /// <summary>Configures a manifest as the parameters say.</summary>
    /// <param name="manifest">The manifest, which does not change.</param>
    /// <param name="release">The release it is meant to be of; null when only its images tell.</param>
    /// <returns>The configured manifest.</returns>
    private protected CalicoManifest Configured(CalicoManifest manifest, Release? release = null)
    {
        var settings = new ManifestSettings
        {
            EtcdEndpoint = Given(EtcdEndpoint, nameof(EtcdEndpoint)),
            EtcdCertificate = Certificates(),
            ExternalEtcdSecret = ExternalEtcdSecret,
            PodCidr = Given(PodCidr, nameof(PodCidr)),
            IPAutodetectionMethod = Given(IPAutodetectionMethod, nameof(IPAutodetectionMethod)),
            IP6AutodetectionMethod = Given(IP6AutodetectionMethod, nameof(IP6AutodetectionMethod)),
            CniKubeConfigPath = Given(CniKubeConfigPath, nameof(CniKubeConfigPath)),
            CniNetDirectory = Given(CniNetDirectory, nameof(CniNetDirectory)),
            CniBinDirectory = Given(CniBinDirectory, nameof(CniBinDirectory)),
            Mtu = Mtu,
            Encapsulation = Encapsulation,
            BlockSize = BlockSize,
            NatOutgoing = NatOutgoing,
            ImageRegistry = Given(ImageRegistry, nameof(ImageRegistry)),
            ImagePullSecret = Given(ImagePullSecret, nameof(ImagePullSecret)),
            KubernetesServiceHost = Given(KubernetesServiceHost, nameof(KubernetesServiceHost)),
            KubernetesServicePort = KubernetesServicePort,
            Environment = Environment is null ? null : EnvironmentVariables.Of(Environment),
        };
        return Await((log, _) => Task.FromResult(
            ManifestConfigurator.Configure(Repair ? ManifestRepair.Repair(manifest, release, log) : manifest, settings, log)));
    }

    // An empty cell of a table leaves its setting alone; an empty argument is a mistake, which the engine tells.
    private string? Given(string? value, string parameter) =>
        string.IsNullOrWhiteSpace(value) && !_typed.Contains(parameter) ? null : value;

    private string[]? Given(string[]? values, string parameter) =>
        values is null || (values.All(string.IsNullOrWhiteSpace) && !_typed.Contains(parameter)) ? null : Texts(values);

    private CalicoCertificateSet? Certificates()
    {
        var given = EtcdCertificate is PSObject wrapped ? wrapped.BaseObject : EtcdCertificate;
        if (given is not string folder)
        {
            return given is null ? null : EtcdCertificates.Read(given, Paths, StopRequested);
        }

        return Given(folder, nameof(EtcdCertificate)) is null ? null
            : _sets.TryGetValue(folder, out var known) ? known
            : _sets[folder] = EtcdCertificates.Read(folder, Paths, StopRequested);
    }
}

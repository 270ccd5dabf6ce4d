using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Releases;

namespace CalicoTools.Commands;

/// <summary>
/// Makes a Calico manifest without a network, configured as asked.
/// <para>
/// The manifest holds exactly the objects upstream published for the release, in the same order, with the settings given. It is a value:
/// nothing is written. Pipe it to Test-CalicoManifest, Export-CalicoManifest or ConvertTo-CalicoYaml.
/// </para>
/// <para>
/// Built in are all releases from v3.20.0 on that Get-CalicoRelease lists: for the Kubernetes datastore in six variants, for etcd in one. The manifest of another release
/// is imported with Import-CalicoManifest.
/// </para>
/// </summary>
/// <example>
/// <code>New-CalicoManifest -Datastore Kubernetes -PodCidr 10.244.0.0/16 | ConvertTo-CalicoYaml | kubectl apply --server-side -f -</code>
/// Installs the newest release with its data in the Kubernetes API, pods in 10.244.0.0/16.
/// </example>
/// <example>
/// <code>New-CalicoManifest -Version v3.28.2 -Datastore Kubernetes -Variant Vxlan -Mtu 1450 |
/// Export-CalicoManifest -Path ./calico-vxlan.yaml</code>
/// Writes the manifest of Calico v3.28.2 that connects the nodes by VXLAN, without BGP.
/// </example>
/// <example>
/// <code>New-CalicoManifest -Version v3.21.2 -Datastore Etcd |
/// Set-CalicoManifest -EtcdEndpoint https://192.168.10.73:2379 -EtcdCertificate ./pki -PodCidr 10.244.0.0/16 |
/// Export-CalicoManifest -Path ./calico-etcd.yaml</code>
/// Writes the manifest of Calico v3.21.2, configured for an etcd cluster with TLS. The file holds a key and is written for its owner only.
/// </example>
/// <example>
/// <code>New-CalicoManifest -Datastore Etcd | ConvertTo-CalicoYaml</code>
/// Shows the manifest of the newest release as upstream published it.
/// </example>
/// <example>
/// <code>Import-Csv ./clusters.csv | New-CalicoManifest -Datastore Etcd</code>
/// Makes one manifest per row of a table with columns such as Version, EtcdEndpoint and PodCidr; an empty cell leaves its setting alone.
/// </example>
[Cmdlet(VerbsCommon.New, "CalicoManifest")]
[OutputType(typeof(CalicoManifest))]
public sealed class NewCalicoManifestCommand : ManifestSettingsCommand
{
    /// <summary>
    /// The Calico release, such as <c>v3.21.2</c>, with or without the <c>v</c>. Without it, the best for -KubernetesVersion; without that,
    /// the newest that is built in.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    public string? Version { get; set; }

    /// <summary>
    /// The version of Kubernetes that the manifest is for, such as <c>1.20</c> or <c>v1.20.8</c>. A release that does not work on it is an
    /// error, and one that was not tested with it a warning.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KubernetesVersion { get; set; }

    /// <summary>Where Calico keeps its data: in an etcd cluster of its own, or in the Kubernetes API, as upstream recommends.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(CalicoDatastore))]
    public CalicoDatastore Datastore { get; set; }

    /// <summary>
    /// The variant of the manifest. <c>Default</c> connects the nodes by BGP and IPIP, <c>Vxlan</c> by VXLAN without BGP. <c>Bpf</c> has the
    /// eBPF data plane do kube-proxy's work, and needs -KubernetesServiceHost and -KubernetesServicePort. <c>Typha</c> is the default for
    /// more than 50 nodes or so. <c>PolicyOnly</c> and <c>Canal</c> add policy to another network and to flannel's. For etcd there is only
    /// the default.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Cell(typeof(CalicoVariant))]
    public CalicoVariant? Variant { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var kubernetes = string.IsNullOrWhiteSpace(KubernetesVersion) ? null : CalicoTools.KubernetesVersion.Parse(KubernetesVersion);
        var release = Chosen(kubernetes);
        if (kubernetes is not null && KubernetesFits.Of(release.Number, kubernetes) is { Fit: KubernetesFit.Untested } fit)
        {
            WriteWarning($"{fit.Reason} {fit.Remedy}");
        }

        WriteObject(Configured(BuiltInManifests.Create(release, Datastore, Variant ?? CalicoVariant.Default), release));
    }

    private Release Chosen(KubernetesVersion? kubernetes)
    {
        if (!string.IsNullOrWhiteSpace(Version))
        {
            var release = ReleaseCatalogue.Find(Version);
            return kubernetes is null ? release : KubernetesFits.Required(release, kubernetes);
        }

        var best = kubernetes is null ? ReleaseCatalogue.Newest : KubernetesFits.Best(kubernetes);
        WriteVerbose($"No version was asked for: this is Calico {best}, the "
            + (kubernetes is null ? "newest that is built in." : $"best that is built in for Kubernetes {kubernetes}."));
        return best;
    }
}

using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Releases;

namespace CalicoTools.Commands;

/// <summary>
/// Tells which Calico releases there are, what they need, and which one fits a cluster.
/// <para>
/// Gives one object for each release whose manifests are built in, newest first: its day, the versions of Kubernetes it was tested with and
/// those it works on and why, its images and init containers, and what one should know before choosing it. Works without a network.
/// </para>
/// <para>
/// With -KubernetesVersion it gives the releases that work on that version, best first: those tested with it, then those tested with the
/// versions next to it. Why a release is left out is told with -Verbose, and as an error where the release was asked for by its number.
/// </para>
/// </summary>
/// <example>
/// <code>Get-CalicoRelease -KubernetesVersion 1.20</code>
/// Lists what works on Kubernetes 1.20, best first.
/// </example>
/// <example>
/// <code>Get-CalicoRelease v3.28.* | Format-List</code>
/// Shows all that is known of each patch of v3.28.
/// </example>
/// <example>
/// <code>Get-CalicoRelease v3.28.2 -Images |
/// ForEach-Object { skopeo copy "docker://$($_.Image)" "docker://reg.lan:5000/mirror/$($_.Repository):$($_.Tag)" }</code>
/// Copies a release's images to a private registry; New-CalicoManifest -ImageRegistry reg.lan:5000/mirror then finds them there.
/// </example>
/// <example>
/// <code>Get-CalicoRelease v3.27.5, v3.28.5 | New-CalicoManifest -Datastore Etcd</code>
/// Makes the manifests of two releases.
/// </example>
[Cmdlet(VerbsCommon.Get, "CalicoRelease")]
[OutputType(typeof(CalicoRelease), typeof(CalicoImage))]
public sealed class GetCalicoReleaseCommand : CalicoCommand
{
    /// <summary>
    /// The releases, such as <c>v3.28.2</c> or <c>v3.28.*</c>, with or without the <c>v</c>; wildcards are allowed. Without it, all.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [SupportsWildcards]
    public string[]? Version { get; set; }

    /// <summary>The version of Kubernetes that the releases have to work on, such as <c>1.20</c> or <c>v1.20.8</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? KubernetesVersion { get; set; }

    /// <summary>Gives the releases' images instead, which a private registry has to mirror.</summary>
    [Parameter]
    public SwitchParameter Images { get; set; }

    /// <inheritdoc/>
    private protected override void Process()
    {
        var kubernetes = string.IsNullOrWhiteSpace(KubernetesVersion) ? null : CalicoTools.KubernetesVersion.Parse(KubernetesVersion);
        foreach (var pattern in Version?.Where(static version => !string.IsNullOrWhiteSpace(version)).DefaultIfEmpty("*") ?? ["*"])
        {
            ForItem(() => Write(pattern, kubernetes));
        }
    }

    private void Write(string pattern, KubernetesVersion? kubernetes)
    {
        foreach (var release in Matching(pattern, kubernetes))
        {
            var described = ReleaseCatalogue.Describe(release, kubernetes);
            WriteObject(Images ? described.Images : described, enumerateCollection: Images);
        }
    }

    private Release[] Matching(string pattern, KubernetesVersion? kubernetes)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(pattern))
        {
            var release = ReleaseCatalogue.Find(pattern);
            return kubernetes is null ? [release] : [KubernetesFits.Required(release, kubernetes)];
        }

        var wildcard = WildcardPattern.Get(pattern[0] is 'v' or 'V' or '*' ? pattern : $"v{pattern}", WildcardOptions.IgnoreCase);
        var matching = ReleaseCatalogue.Releases.Reverse().Where(release => wildcard.IsMatch(release.ToString())).ToArray();
        if (kubernetes is null)
        {
            return matching;
        }

        var fitting = KubernetesFits.BestFirst(kubernetes).Intersect(matching).ToArray();
        foreach (var release in matching.Except(fitting))
        {
            WriteVerbose(KubernetesFits.Of(release.Number, kubernetes).Reason);
        }

        return fitting;
    }
}

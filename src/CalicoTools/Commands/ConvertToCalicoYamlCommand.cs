using System.Management.Automation;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Commands;

/// <summary>
/// Gives manifests as YAML text, for kubectl or a file.
/// <para>
/// All manifests of the pipeline become one text of several documents, with the comments and the layout they have. A Secret's data is
/// in it: mind where the text goes.
/// </para>
/// </summary>
/// <example>
/// <code>New-CalicoManifest -Version v3.21.2 -Datastore Etcd | ConvertTo-CalicoYaml | kubectl apply -f -</code>
/// Hands a manifest to kubectl.
/// </example>
/// <example>
/// <code>Import-CalicoManifest ./calico-etcd-secrets.yaml, ./calico-etcd.yaml | ConvertTo-CalicoYaml</code>
/// Makes one text of two files.
/// </example>
[Cmdlet(VerbsData.ConvertTo, "CalicoYaml")]
[OutputType(typeof(string))]
public sealed class ConvertToCalicoYamlCommand : CalicoCommand
{
    private readonly List<CalicoManifest> _manifests = [];

    /// <summary>The manifests, or files with manifests, in the order they are to be applied in; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNull]
    public object[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Process() => Manifests.Take(InputObject, _manifests.Add);

    /// <inheritdoc/>
    private protected override void End()
    {
        // YAML of which a part is missing would be applied as it is.
        if (_manifests.Count > 0 && !Manifests.HasErrors)
        {
            WriteObject(ManifestWriter.ToYaml(_manifests));
        }
    }
}

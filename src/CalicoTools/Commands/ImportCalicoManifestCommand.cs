using System.Management.Automation;
using CalicoTools.Errors;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Commands;

/// <summary>
/// Reads Kubernetes manifests from files: official ones of Calico, or your own.
/// <para>
/// Gives one manifest for each file, with its comments and layout: Set-CalicoManifest changes only the lines it must, whatever the
/// file's line breaks and indentation. A file that is not a manifest is an error with line and column, and nothing is read half.
/// </para>
/// <para>
/// Values are understood as Kubernetes understands them: an unquoted 0400 is 256, an unquoted yes is true. What kubectl or other readers of
/// YAML would take for something else than its author meant (a key twice in a mapping, text after three dashes) is refused.
/// </para>
/// </summary>
/// <example>
/// <code>Import-CalicoManifest ./calico-etcd.yaml</code>
/// Shows the Calico release, the datastore and the shape of a file.
/// </example>
/// <example>
/// <code>Import-CalicoManifest ./site/*.yaml | Test-CalicoManifest</code>
/// Tests several files together.
/// </example>
/// <example>
/// <code>Get-ChildItem ./site -Filter *.yaml | Import-CalicoManifest</code>
/// Reads the files another command gives.
/// </example>
[Cmdlet(VerbsData.Import, "CalicoManifest", DefaultParameterSetName = ByPath)]
[OutputType(typeof(CalicoManifest))]
public sealed class ImportCalicoManifestCommand : CalicoCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, exactly as they are named; <c>*</c>, <c>?</c> and <c>[</c> are plain characters.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Process()
    {
        var isLiteral = ParameterSetName == ByLiteralPath;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            ForItem(() =>
            {
                foreach (var file in Files(path, isLiteral))
                {
                    ForItem(() => WriteObject(ManifestReader.ReadFile(file)));
                }
            });
        }
    }

    private List<string> Files(string path, bool isLiteral)
    {
        if (isLiteral || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ResolveExistingFile(path)];
        }

        List<string> files = [.. ResolveExisting(path, literal: false).Where(File.Exists)];
        return files.Count > 0 ? files : throw PathErrors.NoMatch(path);
    }
}

using System.Management.Automation;
using CalicoTools.Binding;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Official;
using CalicoTools.Releases;

namespace CalicoTools.Commands;

/// <summary>
/// Reads Kubernetes manifests from files, official ones of Calico or your own, or from upstream.
/// <para>
/// Gives one manifest for each file, with its comments and layout: Set-CalicoManifest changes only the lines it must, whatever the
/// file's line breaks and indentation. A file that is not a manifest is an error with line and column, and nothing is read half.
/// </para>
/// <para>
/// Files are UTF-8, or UTF-16 with a byte order mark, which becomes UTF-8. The items of a List, as kubectl get -o yaml gives it, become
/// documents of their own. Only regular files of at most 16 MiB are read.
/// </para>
/// <para>
/// Values are understood as Kubernetes understands them: an unquoted 0400 is 256, an unquoted yes is true. What kubectl or other readers of
/// YAML would take for something else than its author meant (a key twice in a mapping, text after three dashes) is refused.
/// </para>
/// <para>
/// With -Version it gives the file upstream published with that release, v3.24.0 or later: downloaded from upstream's repository or, with
/// -Uri, from a mirror, and refused unless its SHA-256 is that of the official file. It is kept for the current user, so that it is
/// there without a network the next time: in the folder calicotools of XDG_CACHE_HOME or ~/.cache, on macOS of ~/Library/Caches, on Windows
/// in CalicoTools\Cache of the local application data. That is no change -WhatIf or -Confirm would ask about. The system's proxy is used.
/// </para>
/// </summary>
/// <example>
/// <code>Import-CalicoManifest ./calico-etcd.yaml</code>
/// Shows the Calico release, the datastore and the variant of a file.
/// </example>
/// <example>
/// <code>Import-CalicoManifest ./site/*.yaml | Test-CalicoManifest</code>
/// Tests several files together.
/// </example>
/// <example>
/// <code>Get-ChildItem ./site -Filter *.yaml | Import-CalicoManifest</code>
/// Reads the files another command gives.
/// </example>
/// <example>
/// <code>Import-CalicoManifest -Version v3.28.2 -Datastore Kubernetes</code>
/// Downloads the official calico.yaml of Calico v3.28.2, or takes it from where it was kept.
/// </example>
/// <example>
/// <code>Import-CalicoManifest -Version v3.28.2 -Datastore Kubernetes -Variant Typha -Uri https://mirror.lan/projectcalico/calico</code>
/// Reads https://mirror.lan/projectcalico/calico/v3.28.2/manifests/calico-typha.yaml and checks that it is the official file.
/// </example>
[Cmdlet(VerbsData.Import, "CalicoManifest", DefaultParameterSetName = ByPath)]
[OutputType(typeof(CalicoManifest))]
public sealed class ImportCalicoManifestCommand : CalicoCommand
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";
    private const string ByVersion = "Version";
    private const string ByUri = "Uri";

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

    /// <summary>The Calico release whose official file is wanted, such as <c>v3.28.2</c>, with or without the <c>v</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVersion)]
    [ArgumentCompleter(typeof(ReleaseCompleter))]
    [ValidateNotNullOrEmpty]
    public string Version { get; set; } = "";

    /// <summary>The datastore the official file is for: the Kubernetes API, or an etcd cluster of its own.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByVersion)]
    [Cell(typeof(CalicoDatastore))]
    public CalicoDatastore Datastore { get; set; }

    /// <summary>The variant of the official file. For etcd there is only the default one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ByVersion)]
    [Cell(typeof(CalicoVariant))]
    public CalicoVariant? Variant { get; set; }

    /// <summary>
    /// An address that begins with https:// or http://. Alone, that of any manifest, which is neither checked nor kept. With -Version, that
    /// of a mirror: of the file, ending in .yaml or .yml, or of a folder with RELEASE/manifests/FILE below it, as in upstream's repository.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByVersion)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>How long a download may take, tries included: a number with its unit, such as <c>30s</c>; two minutes otherwise.</summary>
    [Parameter(ParameterSetName = ByUri)]
    [Parameter(ParameterSetName = ByVersion)]
    [Duration(MaximumDays = DurationAttribute.LongestWait)]
    [ArgumentCompleter(typeof(ExampleCompleter))]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case ByVersion:
                var release = ReleaseCatalogue.Find(Version);
                WriteObject(Await((log, stop) =>
                    OfficialManifests.ReadAsync(release, Datastore, Variant ?? CalicoVariant.Default, Uri, Timeout, log, stop)));
                break;
            case ByUri:
                WriteObject(Await((log, stop) => OfficialManifests.ReadAsync(Uri!, Timeout, log, stop)));
                break;
            default:
                ReadFiles();
                break;
        }
    }

    private void ReadFiles()
    {
        var isLiteral = ParameterSetName == ByLiteralPath;
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            ForItem(() =>
            {
                foreach (var file in Paths.ExistingFiles(path, isLiteral))
                {
                    ForItem(() => WriteObject(ManifestReader.ReadFile(file, StopRequested)));
                }
            });
        }
    }
}

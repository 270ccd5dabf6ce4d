using System.Management.Automation;
using CalicoTools.Certificates.Folder;
using CalicoTools.Errors;

namespace CalicoTools.Commands;

/// <summary>Base of the cmdlets that read folders of certificates.</summary>
public abstract class CertificateFolderCommand : CalicoCommand
{
    private protected const string ByPath = "Path";
    private protected const string ByLiteralPath = "LiteralPath";

    /// <summary>Allows this module's cmdlets only to derive.</summary>
    private protected CertificateFolderCommand()
    {
    }

    /// <summary>The folders with the certificates; wildcards are allowed. Without it, the current location.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = ["."];

    /// <summary>The folders with the certificates, exactly as they are named; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Works on each folder that is meant; an error in one does not keep from the others.</summary>
    /// <param name="work">The work on an absolute path.</param>
    /// <returns>Whether there was no error.</returns>
    private protected bool ForFolders(Action<string> work)
    {
        var isLiteral = ParameterSetName == ByLiteralPath;
        var (begun, done) = (0, 0);
        foreach (var path in isLiteral ? LiteralPath : Path)
        {
            begun++;
            ForItem(() =>
            {
                foreach (var folder in Folders(path, isLiteral))
                {
                    begun++;
                    ForItem(() =>
                    {
                        work(folder);
                        done++;
                    });
                }

                done++;
            });
        }

        return done == begun;
    }

    private IReadOnlyList<string> Folders(string path, bool isLiteral)
    {
        if (isLiteral || !WildcardPattern.ContainsWildcardCharacters(path))
        {
            // A folder that was about to be renamed into place when its writer was killed is cleared away before it is missed.
            _ = CertificateFolder.Open(Paths.New(path, isLiteral), StopRequested);
            return Paths.Existing(path, isLiteral);
        }

        List<string> folders = [.. Paths.Existing(path, literal: false).Where(Directory.Exists)];
        return folders.Count > 0 ? folders : throw PathErrors.NoMatch(path);
    }
}

using System.Management.Automation;
using CalicoTools.Errors;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Binding;

/// <summary>Takes manifests, and files that stand for them: paths, with wildcards or without, and what <c>Get-ChildItem</c> gives.</summary>
/// <param name="paths">Resolves the session's paths.</param>
/// <param name="forItem">Does the work of one input and reports its error.</param>
/// <param name="stop">Cancelled when the user stops the pipeline.</param>
internal sealed class ManifestInputs(PathResolver paths, Action<Action> forItem, CancellationToken stop)
{
    /// <summary>Whether one of the inputs was in error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Takes several inputs; an error in one does not keep from the others.</summary>
    /// <param name="inputs">Manifests, paths or files.</param>
    /// <param name="literal">Whether wildcards and backticks in paths are plain characters.</param>
    /// <param name="take">Takes each manifest.</param>
    public void Take(IEnumerable<object?> inputs, bool literal, Action<CalicoManifest> take)
    {
        foreach (var input in inputs)
        {
            ForItem(() =>
            {
                foreach (var read in Sources(input is PSObject wrapped ? wrapped.BaseObject : input, literal))
                {
                    ForItem(() => take(read()));
                }
            });
        }
    }

    private IEnumerable<Func<CalicoManifest>> Sources(object? input, bool literal) => input switch
    {
        CalicoManifest manifest => [() => manifest],
        string path => Files(path, literal),
        FileSystemInfo file => Files(file.FullName, literal: true),
        _ => throw PathErrors.NotManifest(input),
    };

    private IEnumerable<Func<CalicoManifest>> Files(string path, bool literal) =>
        paths.ExistingFiles(path, literal).Select<string, Func<CalicoManifest>>(file => () => ManifestReader.ReadFile(file, stop));

    private void ForItem(Action work)
    {
        var isDone = false;
        forItem(() =>
        {
            work();
            isDone = true;
        });
        HasErrors |= !isDone;
    }
}

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
    /// <param name="inputs">Manifests, paths or files. A path is that of the file of exactly this name, or a pattern.</param>
    /// <param name="take">Takes each manifest.</param>
    public void Take(IEnumerable<object?> inputs, Action<CalicoManifest> take) => Take(inputs, paths.NamedFiles, take);

    /// <summary>Takes files as they are named; an error in one does not keep from the others.</summary>
    /// <param name="files">Their paths, in which wildcards and backticks are plain characters.</param>
    /// <param name="take">Takes each manifest.</param>
    public void TakeLiteral(IEnumerable<string> files, Action<CalicoManifest> take) =>
        Take(files, path => paths.ExistingFiles(path, literal: true), take);

    private void Take(IEnumerable<object?> inputs, Func<string, IReadOnlyList<string>> files, Action<CalicoManifest> take)
    {
        foreach (var input in inputs)
        {
            ForItem(() =>
            {
                foreach (var read in Sources(input is PSObject wrapped ? wrapped.BaseObject : input, files))
                {
                    ForItem(() => take(read()));
                }
            });
        }
    }

    private IEnumerable<Func<CalicoManifest>> Sources(object? input, Func<string, IReadOnlyList<string>> files) => input switch
    {
        CalicoManifest manifest => [() => manifest],
        string path => Read(files(path)),
        FileSystemInfo file => Read(paths.ExistingFiles(file.FullName, literal: true)),
        _ => throw PathErrors.NotManifest(input),
    };

    private IEnumerable<Func<CalicoManifest>> Read(IReadOnlyList<string> files) =>
        files.Select<string, Func<CalicoManifest>>(file => () => ManifestReader.ReadFile(file, stop));

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

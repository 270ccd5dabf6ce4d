namespace CalicoTools.Files;

/// <summary>
/// What a transaction does to a folder once it is committed. The record lies in the workspace; while it is there, whoever opens the
/// folder carries it out, as often as it takes.
/// </summary>
/// <param name="Aside">Files to rename, to names that were free, before anything takes their place.</param>
/// <param name="Placed">Files to take from the stage into the folder.</param>
internal sealed record FolderJournal(IReadOnlyList<(string Name, string NewName)> Aside, IReadOnlyList<string> Placed)
{
    private const string AsideVerb = "aside";
    private const string PlaceVerb = "place";

    /// <summary>The record's text.</summary>
    /// <returns>A line per file: what to do, then its name, then its new name.</returns>
    public string ToText() => string.Concat(
    [
        .. Aside.Select(static move => $"{AsideVerb}\t{move.Name}\t{move.NewName}\n"),
        .. Placed.Select(static name => $"{PlaceVerb}\t{name}\n"),
    ]);

    /// <summary>Reads a record.</summary>
    /// <param name="text">Its text.</param>
    /// <returns>The record, or null when the text is none.</returns>
    public static FolderJournal? Parse(string text)
    {
        var aside = new List<(string, string)>();
        var placed = new List<string>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (line.Split('\t'))
            {
                case [AsideVerb, var name, var newName] when IsPlainName(name) && IsPlainName(newName):
                    aside.Add((name, newName));
                    break;
                case [PlaceVerb, var name] when IsPlainName(name):
                    placed.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return new(aside, placed);
    }

    /// <summary>Whether a name stands for a file of the folder itself, not hidden, and can be written in a record.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it does.</returns>
    public static bool IsPlainName(string name) =>
        name is [not '.', ..] && name.IndexOfAny(['/', '\\', '\t', '\n', '\0']) < 0 && Path.GetFileName(name) == name;

    /// <summary>Carries the record out; what is done already is left.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="stage">Where the new files lie.</param>
    /// <param name="folder">The folder.</param>
    public void CarryOut(Disk disk, string stage, string folder)
    {
        foreach (var (name, newName) in Aside)
        {
            var (from, to) = (Path.Combine(folder, name), Path.Combine(folder, newName));
            if (IsThere(from) && !IsThere(to))
            {
                disk.Rename(from, to);
            }
        }

        foreach (var name in Placed.Where(name => File.Exists(Path.Combine(stage, name))))
        {
            disk.Replace(Path.Combine(stage, name), Path.Combine(folder, name));
        }

        disk.FlushFolder(folder);
    }

    private static bool IsThere(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;
}

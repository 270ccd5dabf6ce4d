using CalicoTools.Certificates.Folder;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether files with keys are their owner's only.</summary>
internal static class ModeRules
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<Finding> Check(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder).Where(HoldsKey).Order(StringComparer.Ordinal))
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & Others) != 0)
            {
                yield return new(
                    "KeyFileTooOpen",
                    FindingSeverity.Warning,
                    path,
                    "Others than its owner may use this key.",
                    $"Its mode is {Convert.ToString((int)mode, 8)}.",
                    $"chmod 600 '{path}'");
            }
        }
    }

    private static bool HoldsKey(string path) =>
        (Path.GetFileName(path) == FileNames.EtcdKey || path.EndsWith(FileNames.Key(""), StringComparison.Ordinal)) && File.Exists(path);
}

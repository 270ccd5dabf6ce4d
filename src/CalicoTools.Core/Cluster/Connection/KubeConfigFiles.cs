using CalicoTools.Input;

namespace CalicoTools.Cluster.Connection;

/// <summary>Finds the kubeconfigs that count.</summary>
public static class KubeConfigFiles
{
    private const string Variable = "KUBECONFIG";

    /// <summary>The contexts to choose from, without a network and without an error: for completion.</summary>
    /// <param name="kubeConfig">The kubeconfig the user named; null for those that count without.</param>
    /// <returns>Their names; none when nothing can be read.</returns>
    public static IReadOnlyList<string> Contexts(string? kubeConfig)
    {
        try
        {
            return KubeConfig.Read(Existing(kubeConfig), CancellationToken.None).Contexts;
        }
        catch (CalicoToolsException)
        {
            return [];
        }
    }

    /// <summary>The files that count.</summary>
    /// <param name="kubeConfig">The one the user named; null when they did not.</param>
    /// <returns>Those that exist; none when there is none.</returns>
    /// <exception cref="CalicoToolsException">The one the user named does not exist, or is a folder.</exception>
    internal static IReadOnlyList<string> Existing(string? kubeConfig)
    {
        if (kubeConfig is not null)
        {
            return File.Exists(kubeConfig) ? [kubeConfig]
                : throw (Directory.Exists(kubeConfig) ? InputErrors.Folder(kubeConfig) : KubeConfigErrors.NotFound(kubeConfig));
        }

        return [.. Candidates().Where(File.Exists)];
    }

    /// <summary>The files that would count if they existed.</summary>
    /// <returns>Their absolute paths.</returns>
    internal static IReadOnlyList<string> Candidates()
    {
        var listed = (Environment.GetEnvironmentVariable(Variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static path => Path.GetFullPath(path.Trim('"')))
            .ToList();
        return listed.Count > 0
            ? listed
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
    }
}

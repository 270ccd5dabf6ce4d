using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The kubeconfig of the CNI plugin: where the installation writes it, and where the CNI configuration expects it.</summary>
internal static class CniKubeConfig
{
    /// <summary>The names that lead to its path in the configuration of the plugin.</summary>
    public static readonly string[] Member = ["kubernetes", "kubeconfig"];

    /// <summary>Warns when the configuration names another file than the installation writes.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="log">Told so.</param>
    public static void Check(ManifestParts parts, ICommandLog log)
    {
        // A placeholder is replaced by the file that is written.
        if (parts.CniPlugin.Value(Member) is ['/', ..] named && parts.HostPath(CalicoNames.CniNetVolume) is { } folder
            && named != $"{folder}/calico-kubeconfig")
        {
            log.Warning($"The CNI configuration names {named}, but {folder}/calico-kubeconfig is what gets written on the nodes.");
        }
    }
}

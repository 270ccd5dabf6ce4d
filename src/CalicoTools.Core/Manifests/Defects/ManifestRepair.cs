using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Defects;

/// <summary>Mends known defects of manifests as upstream publishes them.</summary>
public static class ManifestRepair
{
    /// <summary>Makes a manifest without the known defects that can be mended in it. Everything else stays.</summary>
    /// <param name="manifest">The manifest, which does not change.</param>
    /// <param name="release">The release it is meant to be of; null when only its images tell.</param>
    /// <param name="log">Told what is mended.</param>
    /// <returns>The mended manifest; the same when there is nothing to mend.</returns>
    public static CalicoManifest Repair(CalicoManifest manifest, Release? release, ICommandLog log)
    {
        var installation = new Installation([manifest], new TargetEnvironment { Now = DateTimeOffset.UtcNow });
        var found = UpstreamDefects.All.Where(defect => defect.Mend is not null && defect.Rule.Check(installation).Any()).ToList();
        return ((Manifest)manifest).Edit(draft =>
        {
            foreach (var defect in found)
            {
                log.Verbose($"Mended {defect.Rule.Id}: {defect.Rule.Message}");
                defect.Mend!(draft);
            }

            if (release is not null && release.ImageTag != release.ToString())
            {
                log.Verbose($"Mended UpstreamImageTag: the images are those of {release}, not of {release.ImageTag}.");
                Retag(draft, release);
            }
        });
    }

    private static void Retag(ManifestDraft draft, Release release)
    {
        foreach (var container in draft.OfKind("DaemonSet").Concat(draft.OfKind("Deployment"))
            .Select(static workload => workload.Pod()).OfType<JsonObject>()
            .SelectMany(PodTemplate.Containers))
        {
            if (container.Text("image") is { } image && image.EndsWith($":{release.ImageTag}", StringComparison.Ordinal))
            {
                container["image"] = image.Replace($":{release.ImageTag}", $":{release}", StringComparison.Ordinal);
            }
        }
    }
}

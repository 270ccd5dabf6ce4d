using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Cluster.Api;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Apply;

/// <summary>Sees to it that pods find the Secrets they need, and in them the files that the ConfigMap makes Calico read.</summary>
/// <param name="client">The cluster.</param>
internal sealed class EtcdSecretCheck(ClusterClient client)
{
    private const string Folder = $"{EtcdFile.DefaultFolder}/";

    private static readonly ApiResource s_secrets = ApiResource.Of("v1", "Secret");

    /// <summary>Reads the Secrets that pods need and the objects do not have.</summary>
    /// <param name="objects">What is to be installed.</param>
    /// <param name="log">Told what cannot be checked.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The Secrets.</returns>
    /// <exception cref="ClusterException">One is not in the cluster either.</exception>
    public async Task<IReadOnlyList<JsonObject>> ReadAsync(
        IReadOnlyList<DesiredObject> objects, ICommandLog log, CancellationToken cancellation)
    {
        var own = objects.Where(static item => item.Resource.Kind == "Secret")
            .Select(static item => (item.Resource.Namespace, item.Resource.Name))
            .ToHashSet();
        var needed = objects.Where(static item => item.Phase == ApplyPhase.Workloads)
            .SelectMany(static item => ConfigurationUse.RequiredSecrets(item.Json).Select(name => (item.Resource, Name: name)))
            .Where(need => !own.Contains((need.Resource.Namespace, need.Name)))
            .DistinctBy(static need => (need.Resource.Namespace, need.Name));
        var found = await Task.WhenAll(needed.Select(need => ReadAsync(need.Resource, need.Name, log, cancellation))).ConfigureAwait(false);
        return [.. found.OfType<JsonObject>()];
    }

    /// <summary>Checks that the files are there.</summary>
    /// <param name="plans">What is to be installed.</param>
    /// <param name="elsewhere">The Secrets that pods need and the plan does not have.</param>
    /// <exception cref="ClusterException">A file is missing.</exception>
    public static void Check(IReadOnlyList<PlannedObject> plans, IReadOnlyList<JsonObject> elsewhere)
    {
        foreach (var map in plans.Where(static plan => plan.Desired.Resource.Kind == "ConfigMap"))
        {
            List<string> files =
            [
                .. EtcdFile.All.Select(file => map.Desired.Json.Text("data", file.ConfigKey))
                    .Where(static path => path is not null && path.StartsWith(Folder, StringComparison.Ordinal))
                    .Select(static path => path![Folder.Length..]),
            ];
            var secrets = plans.Where(static plan => plan.Desired.Resource is { Kind: "Secret", Name: EtcdFile.SecretName })
                .Select(static plan => (Secret: plan.IsKept ? plan.Live! : plan.Desired.Json, plan.IsKept))
                .Concat(elsewhere.Select(static secret => (Secret: secret, IsKept: true)));
            foreach (var (secret, isInCluster) in secrets)
            {
                List<string> missing = [.. files.Except(EmptySecret.Keys(secret))];
                if (missing.Count > 0)
                {
                    throw ApplyErrors.SecretIncomplete($"{secret.Namespace()}/{secret.Name()}", missing, isInCluster);
                }
            }
        }
    }

    private async Task<JsonObject?> ReadAsync(KubernetesResource user, string name, ICommandLog log, CancellationToken cancellation)
    {
        try
        {
            return await client.FindAsync(s_secrets.Named(user.Namespace, name), cancellation).ConfigureAwait(false)
                ?? throw ApplyErrors.SecretMissing($"{user.Namespace}/{name}", user);
        }
        catch (ClusterException error) when (error.StatusCode == 403)
        {
            log.Verbose($"The Secret {user.Namespace}/{name} may not be read, so nobody knows whether it is there: {error.Message}");
            return null;
        }
    }
}

using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Rules;

/// <summary>Rules for the paths at which Calico's containers look for their certificates for etcd. They hold for a Secret kept apart, too.</summary>
internal static class EtcdPathRules
{
    private const string Remedy =
        "Use Set-CalicoManifest with -EtcdCertificate, or with -ExternalEtcdSecret for a Secret kept apart: each sets all three paths.";

    private const int GroupOrOthersMayRead = 0b_000_100_100;

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        Rule(
            "EtcdPathSwapped",
            FindingSeverity.Error,
            "Calico is told to read one of its files for etcd in place of another.",
            static (_, own, found) => EtcdFile.All.Any(other => other != own && other.SecretKey == found.Key)),
        Rule(
            "EtcdPathNotMounted",
            FindingSeverity.Error,
            "Calico is told to read a file that cannot be there: nothing is mounted at its path.",
            static (_, _, found) => !found.Exists),
        Rule(
            "EtcdPathUnusual",
            FindingSeverity.Warning,
            "Calico is told to read a file that a Secret of New-CalicoEtcdSecret does not hold.",
            static (installation, _, found) =>
                installation.EtcdSecret is null && found.Key is { } key && !EtcdFile.All.Any(usual => usual.SecretKey == key)),
        Rule(
            "EtcdSecretKeyMissing",
            FindingSeverity.Error,
            "Calico is told to read a file that the Secret does not hold.",
            static (installation, _, found) => installation.EtcdSecret is { IsEmpty: false } secret &&
                found.Key is { } key && found.Secret == secret.Resource.Name && !secret.Has(key)),
        new(
            "EtcdPathNotRead",
            FindingSeverity.Error,
            "The ConfigMap tells where the certificates for etcd are, but calico-node does not read it: it connects without them.",
            "Give calico-node the variables ETCD_CA_CERT_FILE, ETCD_CERT_FILE and ETCD_KEY_FILE, as the official manifest does; "
                + "New-CalicoManifest -Datastore Etcd makes one.",
            static installation => installation is { Node: { } node, EtcdConfig: { } config }
                ? from file in EtcdFile.All
                  where !string.IsNullOrEmpty(config.FindText("data", file.ConfigKey)) && !node.Has(file.Variable)
                  select node.Report($"no {file.Variable}, while {file.ConfigKey} is {config.FindText("data", file.ConfigKey)}", file.Variable)
                : []),
        new(
            "EtcdSecretModeTooStrict",
            FindingSeverity.Error,
            "kube-controllers does not run as root and cannot read its certificates for etcd: only root may read the mounted files.",
            "Set the volume's defaultMode to 0440, as the official manifest does.",
            static installation =>
                from container in InspectedContainer.Of(installation)
                where container.Name == CalicoNames.KubeControllers && !RunsAsRoot(container)
                from volume in SecretVolumes(container, installation)
                from mode in Modes(volume.Secret)
                where (mode & GroupOrOthersMayRead) == 0
                select container.Workload.Report(
                    $"{container.Name}: volume {volume.Name} has mode 0{Convert.ToString(mode, 8)}", "spec", "template", "spec", "volumes", volume.Name)),
    ];

    /// <summary>Finds, for each path in the ConfigMap, what the containers that read it have there.</summary>
    /// <param name="installation">The installation.</param>
    /// <returns>The ConfigMap, the file, its path, and what is there; the container is null in a manifest without workloads.</returns>
    public static IEnumerable<(InspectedObject Config, EtcdFile File, string Path, string? Container, MountedFile Found)> Paths(
        Installation installation) =>
        from config in new[] { installation.EtcdConfig }.OfType<InspectedObject>()
        from file in EtcdFile.All
        let path = config.FindText("data", file.ConfigKey)
        where !string.IsNullOrEmpty(path)
        from found in Found(installation, config, file, path)
        select (config, file, path, found.Container, found.File);

    private static IEnumerable<(string? Container, MountedFile File)> Found(
        Installation installation, InspectedObject config, EtcdFile file, string path)
    {
        var readers = InspectedContainer.Of(installation).Where(container => container.Reads(config.Resource, file.ConfigKey)).ToArray();
        return readers.Length > 0
            ? readers.Select(container => ((string?)container.Name, container.FileAt(path)))
            : [(null, AtDefault(path))];
    }

    // Without a workload nothing tells what is mounted where: the official manifests do.
    private static MountedFile AtDefault(string path) => path.StartsWith($"{EtcdFile.DefaultFolder}/", StringComparison.Ordinal)
        ? path[(EtcdFile.DefaultFolder.Length + 1)..] is { Length: > 0 } key && !key.Contains('/', StringComparison.Ordinal)
            ? new(Exists: true, EtcdFile.SecretName, key)
            : new(Exists: false)
        : new(Exists: true);

    private static ManifestRule Rule(
        string id, FindingSeverity severity, string message, Func<Installation, EtcdFile, MountedFile, bool> isWrong) =>
        new(id, severity, message, Remedy, installation =>
            from item in Paths(installation)
            where isWrong(installation, item.File, item.Found)
            group item.Container by (item.Config, item.File, item.Path) into same
            let containers = string.Join(", ", same.OfType<string>().Distinct())
            select same.Key.Config.Report(
                $"{same.Key.File.ConfigKey} is {same.Key.Path}{(containers.Length == 0 ? "" : $" in {containers}")}", "data", same.Key.File.ConfigKey));

    private static bool RunsAsRoot(InspectedContainer container) =>
        container.Number("securityContext", "runAsUser") is 0 ||
        (container.Number("securityContext", "runAsUser") is null && container.PodNumber("securityContext", "runAsUser") is 0) ||
        container.PodNumber("securityContext", "fsGroup") is not null;

    private static IEnumerable<(string Name, JsonObject Secret)> SecretVolumes(InspectedContainer container, Installation installation) =>
        from volume in container.Workload.Pod.Items("volumes")
        let name = volume.Text("name")
        let secret = volume.Find("secret") as JsonObject
        where name is not null && secret is not null
            && secret.Text("secretName") == (installation.EtcdSecret?.Resource.Name ?? EtcdFile.SecretName)
        select (name, secret);

    // Without a mode Kubernetes takes 0644; an item may have its own.
    private static IEnumerable<int> Modes(JsonObject secret) =>
        secret.Items("items").Select(static item => item["mode"]).Append(secret["defaultMode"])
            .OfType<JsonValue>().Select(static mode => mode.TryGetValue<long>(out var number) ? (int)(number & 0b_111_111_111) : GroupOrOthersMayRead).Distinct();
}

using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of what is in the manifests at all, and of the Secret being the one that is asked for.</summary>
internal static class ContentRules
{
    private static readonly string[] s_marks = ["calico", "tigera", "canal"];
    private static readonly string[] s_workloads = ["DaemonSet", "Deployment"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "NothingOfCalico",
            FindingSeverity.Error,
            "Nothing here is of Calico, so nothing was checked.",
            "Check that this is the file you mean, such as calico.yaml or calico-etcd.yaml.",
            static installation => installation.Node is null && installation.EtcdSecret is null && installation.Objects.Count > 0 &&
                !installation.Objects.Any(IsOfCalico)
                    ? [installation.Objects[0].Report($"{installation.Objects.Count} object(s), none of Calico")]
                    : []),
        new(
            "EtcdSecretNotMounted",
            FindingSeverity.Error,
            "The certificates for etcd are in a Secret that Calico's pods do not mount.",
            "Make it with New-CalicoEtcdSecret, whose name and namespace are those the official manifests ask for.",
            static installation => installation.EtcdSecret is { } secret && Mounted(installation) is { Count: > 0 } mounted &&
                !mounted.Contains((secret.Resource.Namespace, secret.Resource.Name))
                    ? [secret.Report($"mounted is {string.Join(", ", mounted.Select(Place))}")]
                    : []),
    ];

    private static bool IsOfCalico(InspectedObject item) => s_marks.Any(mark =>
        item.Resource.Name.Contains(mark, StringComparison.OrdinalIgnoreCase) ||
        item.Resource.ApiVersion.Contains(mark, StringComparison.OrdinalIgnoreCase));

    private static HashSet<(string? Namespace, string Name)> Mounted(Installation installation) =>
    [
        .. from workload in s_workloads.SelectMany(installation.OfKind)
           from volume in workload.Pod.Items("volumes")
           let name = volume.Text("secret", "secretName")
           where name is not null
           select (workload.Resource.Namespace, name),
    ];

    private static string Place((string? Namespace, string Name) secret) =>
        secret.Namespace is null ? secret.Name : $"{secret.Namespace}/{secret.Name}";
}

namespace CalicoTools.Cluster.Apply;

/// <summary>The errors of applying manifests.</summary>
internal static class ApplyErrors
{
    private const int MessagesShown = 10;

    public static ClusterException KindUnknown(KubernetesResource resource) => new(
        "ClusterKindNotServed",
        ErrorKind.NotSupported,
        $"The cluster does not know the kind of {resource} ({resource.ApiVersion} {resource.Kind}).",
        "Apply the manifest that defines this kind first or together with it; for a kind of Kubernetes itself, take a Calico release that "
            + "fits the cluster.",
        resource);

    /// <summary>One error for all objects that the server refuses in the dry run.</summary>
    /// <param name="errors">What it says of each; at least one.</param>
    /// <returns>The only one, or one that holds them all.</returns>
    public static ClusterException Refused(IReadOnlyList<ClusterException> errors) => Together(errors, "Nothing was written.");

    /// <summary>One error for all objects that could not be written.</summary>
    /// <param name="errors">What the server says of each; at least one.</param>
    /// <returns>The only one, or one that holds them all.</returns>
    public static ClusterException Stopped(IReadOnlyList<ClusterException> errors) =>
        Together(errors, "What needs them was not written; the same command goes on from here.");

    private static ClusterException Together(IReadOnlyList<ClusterException> errors, string consequence)
    {
        List<ClusterException> distinct = [.. errors.DistinctBy(static error => error.Message)];
        var first = distinct[0];
        return new ClusterException(
            distinct.TrueForAll(error => error.ErrorId == first.ErrorId) ? first.ErrorId : "ClusterObjectsRefused",
            first.Kind,
            $"{Messages(distinct.ConvertAll(static error => error.Message))}\n{consequence}",
            first.Remedy,
            first.Subject,
            first)
        {
            StatusCode = first.StatusCode,
            Conflicts = [.. distinct.SelectMany(static error => error.Conflicts)],
        };
    }

    // What all have in common, such as the server's name, is said once.
    private static string Messages(List<string> messages)
    {
        const string Separator = ": ";
        if (messages.Count == 1)
        {
            return messages[0];
        }

        var common = messages.Aggregate(static (left, right) => left[..left.AsSpan().CommonPrefixLength(right)]);
        var start = common.LastIndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end ? end + Separator.Length : 0;
        var heading = start == 0 ? "The cluster refuses several objects:" : common[..start].TrimEnd();
        var lines = messages.Take(MessagesShown).Select(message => $"\n- {message[start..]}");
        var more = messages.Count > MessagesShown ? $"\n- and {messages.Count - MessagesShown} more" : "";
        return $"{heading}{string.Concat(lines)}{more}";
    }

    public static ClusterException SecretMissing(string secret, KubernetesResource user) => new(
        "ClusterSecretMissing",
        ErrorKind.NotFound,
        $"{user} needs the Secret {secret}, which is neither in the cluster nor in what is to be installed.",
        "Make it with New-CalicoEtcdSecret and pipe it along: (Get-CalicoCerts ./pki | New-CalicoEtcdSecret), $manifest | Install-Calico.",
        user);

    public static ClusterException SecretIncomplete(string secret, IReadOnlyList<string> missing, bool isInCluster) => new(
        "ClusterSecretIncomplete",
        ErrorKind.InvalidData,
        $"The Secret {secret}{(isInCluster ? " of the cluster" : "")} has no {string.Join(", no ", missing)}, "
            + "which the manifest's ConfigMap makes Calico read.",
        "Give the certificates with -EtcdCertificate, or pipe along what New-CalicoEtcdSecret makes.",
        secret);

    public static ClusterException NotEstablished(IReadOnlyList<KubernetesResource> definitions, TimeSpan time) => new(
        "ClusterDefinitionNotEstablished",
        ErrorKind.TimedOut,
        $"The cluster has not taken up {string.Join(", ", definitions)} within {time.TotalSeconds:0} s.",
        "Look at the API server's log, then run the command again: it goes on where it stopped.",
        definitions[0]);

    public static ClusterException ChangesTooOften(KubernetesResource resource, ClusterException cause) => new(
        "ClusterResourceChanged",
        ErrorKind.Conflict,
        $"{resource} changes so often that it cannot be taken over from kubectl.",
        "Find out what changes it; then run the command again: it goes on where it stopped.",
        resource,
        cause);
}

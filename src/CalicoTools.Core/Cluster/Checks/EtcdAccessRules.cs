using CalicoTools.Etcd;

namespace CalicoTools.Cluster.Checks;

/// <summary>The rules of the way to etcd, as this machine sees it.</summary>
internal static class EtcdAccessRules
{
    private const string Certificates =
        "Check the certificates with Test-CalicoCerts; -Force goes on, where nodes see another etcd than this machine.";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ClusterRule> All { get; } =
    [
        Forced("EtcdServerUntrusted", EtcdAnswer.ServerUntrusted, "etcd's certificate is not from the CA Calico is given."),
        Forced("EtcdServerNameMismatch", EtcdAnswer.ServerNameMismatch, "etcd's certificate does not name the host of its endpoint."),
        Forced("EtcdServerCertificateNotValid", EtcdAnswer.ServerNotValid, "etcd's certificate has expired or is not valid yet."),
        Forced("EtcdClientRefused", EtcdAnswer.ClientRefused, "etcd does not accept the client certificate."),
        Forced("EtcdNotTls", EtcdAnswer.NotTls, "What answers at an https endpoint does not speak TLS."),
        Warning(
            "EtcdUnhealthy",
            EtcdAnswer.Unhealthy,
            "A member of etcd says that it is not healthy.",
            "See the member's log; etcd works while most members do."),
        Warning(
            "EtcdUnreachable",
            EtcdAnswer.Unreachable,
            "An etcd endpoint cannot be reached from this machine.",
            "See that the nodes reach it; from here that cannot be told."),
        Warning(
            "EtcdSilent",
            EtcdAnswer.Silent,
            "An etcd endpoint takes connections and does not answer: its process hangs, or what is between swallows the answer.",
            "See the member's log and load; etcd works while most members do."),
        Warning(
            "EtcdNotProbed",
            EtcdAnswer.NotProbed,
            "etcd could not be asked with the client certificate from this machine.",
            "Check it with etcdctl endpoint health on a machine that can."),
    ];

    private static ClusterRule Forced(string id, EtcdAnswer answer, string message) =>
        Rule(id, FindingSeverity.Error, answer, message, Certificates) with { CanBeForced = true };

    private static ClusterRule Warning(string id, EtcdAnswer answer, string message, string remedy) =>
        Rule(id, FindingSeverity.Warning, answer, message, remedy);

    private static ClusterRule Rule(string id, FindingSeverity severity, EtcdAnswer answer, string message, string remedy) =>
        new(id, severity, message, remedy, context => context.Etcd
            .Where(result => result.Answer == answer)
            .Select(static result => new ClusterEvidence(result.Endpoint, result.Detail)));
}

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the etcd members' certificates name hosts.</summary>
internal static class HostNameRules
{
    public static IEnumerable<Finding> Check(UncheckedSet set)
    {
        foreach (var member in set.Members.Where(static member => member.HostNames.Count == 0))
        {
            yield return new(
                "HostNamesMissing",
                FindingSeverity.Error,
                set.Describe(member),
                "Clients refuse the member: its certificate names no host; a host name in the subject does not count.",
                member.Subject,
                "Issue it again with its names and addresses: New-CalicoCerts -EtcdHost … -Force.");
        }
    }
}

namespace CalicoTools.Cluster.Uninstall;

/// <summary>What the user says of a removal.</summary>
public sealed record UninstallOptions
{
    /// <summary>The longest it may take, retries and waiting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the definitions of Calico's custom resources go, and all resources of theirs: pools, policies, addresses.</summary>
    public bool IncludeCustomResources { get; init; }
}

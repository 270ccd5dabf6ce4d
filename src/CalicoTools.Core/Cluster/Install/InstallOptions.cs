namespace CalicoTools.Cluster.Install;

/// <summary>What the user says of an installation.</summary>
public sealed record InstallOptions
{
    /// <summary>The longest it may take, retries and waiting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether it ends when everything is written, before it runs.</summary>
    public bool NoWait { get; init; }

    /// <summary>Whether findings that say so stop it all the same.</summary>
    public bool Force { get; init; }

    /// <summary>Whether fields that others own are taken over.</summary>
    public bool ForceConflicts { get; init; }

    /// <summary>The rules whose findings do not count.</summary>
    public IReadOnlyList<string> SkipRules { get; init; } = [];

    /// <summary>Whether a release takes the place of another on purpose.</summary>
    internal bool IsUpdate { get; init; }
}

using System.Runtime.CompilerServices;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>A test that needs the programs of a control plane.</summary>
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = ServerPrograms.Absent;
        SkipType = typeof(ClusterFactAttribute);
        SkipUnless = nameof(IsPossible);
    }

    /// <summary>Whether such tests are run; always in CI, where they then fail.</summary>
    public static bool IsPossible => ServerPrograms.AreFound || Environment.GetEnvironmentVariable("CI") == "true";
}

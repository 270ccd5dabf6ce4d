using System.Runtime.CompilerServices;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>A test over many cases that needs the programs of a control plane.</summary>
public sealed class ClusterTheoryAttribute : TheoryAttribute
{
    public ClusterTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = ServerPrograms.Absent;
        SkipType = typeof(ClusterFactAttribute);
        SkipUnless = nameof(ClusterFactAttribute.IsPossible);
    }
}

using System.Runtime.CompilerServices;

namespace CalicoTools.Shared;

/// <summary>A test over many cases that reads official manifests.</summary>
public sealed class OfficialTheoryAttribute : TheoryAttribute
{
    public OfficialTheoryAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = ReferenceFolder.Absent;
        SkipType = typeof(ReferenceFolder);
        SkipUnless = nameof(ReferenceFolder.IsPresent);
    }
}

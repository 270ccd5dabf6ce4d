using System.Runtime.CompilerServices;

namespace CalicoTools.Shared;

/// <summary>A test that reads official manifests.</summary>
public sealed class OfficialFactAttribute : FactAttribute
{
    public OfficialFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = ReferenceFolder.Absent;
        SkipType = typeof(ReferenceFolder);
        SkipUnless = nameof(ReferenceFolder.IsPresent);
    }
}

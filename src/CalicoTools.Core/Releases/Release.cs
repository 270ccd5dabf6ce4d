namespace CalicoTools.Releases;

/// <summary>A Calico release whose manifests are built in.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Date">The day it was tagged.</param>
public sealed record Release(ReleaseNumber Number, DateOnly Date)
{
    /// <summary>The tag its manifests name images by; once in a while that of another release.</summary>
    public string ImageTag { get; init; } = ReleaseImages.TagOf(Number);

    /// <summary>The release's number.</summary>
    /// <returns>Such as <c>v3.21.2</c>.</returns>
    public override string ToString() => Number.ToString();
}

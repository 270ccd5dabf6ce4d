using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Manifests.Comparison;

namespace CalicoTools.Cluster.Apply;

/// <summary>An object, what the cluster has of it, and what applying it would make of that.</summary>
/// <param name="desired">The object as the manifest wants it.</param>
/// <param name="live">The object in the cluster; null when there is none.</param>
/// <param name="result">
/// The object as it would be, which may be the very same; null when the server cannot tell before something else is there.
/// </param>
internal sealed class PlannedObject(DesiredObject desired, JsonObject? live, JsonObject? result)
{
    private bool? _differs;

    /// <summary>The object as the manifest wants it.</summary>
    public DesiredObject Desired { get; } = desired;

    /// <summary>The object in the cluster; null when there is none.</summary>
    public JsonObject? Live { get; } = live;

    /// <summary>The object as it would be; null when the server cannot tell before something else is there.</summary>
    public JsonObject? Result { get; private set; } = result;

    /// <summary>Who applied it before and is taken over; null for nobody.</summary>
    public string? Predecessor { get; init; }

    /// <summary>Whether fields that others own are to be taken, as the user said or because their owner is being taken over.</summary>
    public bool Forces { get; init; }

    /// <summary>Whether it stays as it is whatever the manifest says: a Secret that the manifest leaves empty.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether anything is to be written.</summary>
    public bool IsWritten => !IsKept && (Predecessor is not null || (_differs ??= Differs()));

    /// <summary>What becomes of it.</summary>
    /// <param name="created">What it is called when it is made.</param>
    /// <param name="configured">What it is called when it is changed.</param>
    /// <returns>The description; nothing secret is in it.</returns>
    public AppliedResource Describe(ResourceAction created, ResourceAction configured) => (IsWritten, Live) switch
    {
        (false, _) => new AppliedResource(Desired.Resource, ResourceAction.Unchanged, [], null),
        (true, null) => new AppliedResource(Desired.Resource, created, [], null),
        _ => new AppliedResource(Desired.Resource, configured, [.. ObjectComparison.Compare(Desired.Resource, Live, Result)], Predecessor),
    };

    /// <summary>The object as it would be, to be changed before anybody asks what becomes of it.</summary>
    /// <returns>The object, apart from that in the cluster.</returns>
    public JsonObject OwnResult()
    {
        if (ReferenceEquals(Result, Live))
        {
            Result = (JsonObject)Result!.DeepClone();
        }

        return Result!;
    }

    /// <summary>The object in JSON, as it is sent.</summary>
    /// <returns>UTF-8.</returns>
    public byte[] ToBody() => JsonSerializer.SerializeToUtf8Bytes(Desired.Json);

    private bool Differs() => Live is null || Result is null || (!ReferenceEquals(Live, Result) && !ServerFields.AreEqual(Live, Result));
}

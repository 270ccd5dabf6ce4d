namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>What a setting does to a manifest: changes of objects with the lines they cost, or a refusal.</summary>
internal sealed record Expectation(IReadOnlyList<ExpectedChange> Changes, string? ErrorId = null, string? Reason = null)
{
    public static Expectation Applied(params IEnumerable<ExpectedChange> changes) => new([.. changes]);

    public static Expectation Refused(string errorId, string reason) => new([], errorId, reason);
}

namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>A rule of a schema.</summary>
/// <param name="Condition">What must hold, in CEL.</param>
/// <param name="Reason">The reason the API server gives when it does not; null for its own.</param>
/// <param name="Message">What it says then.</param>
internal sealed record SchemaRule(string Condition, string? Reason, string Message);

namespace CalicoTools.Tests.Harness;

/// <summary>One record of a stream.</summary>
public sealed record ShellRecord(IReadOnlyList<string> Fields)
{
    public string Stream => Fields[0];

    public string Text => Fields[1];

    public string ErrorId => Fields[2];

    public string Category => Fields[3];

    public string Target => Fields[4];

    public string Remedy => Fields[5];

    public override string ToString() => string.Join(" | ", Fields);
}

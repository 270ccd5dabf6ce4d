using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents;

/// <summary>A scalar: its text with quotes, escapes and folding undone, not yet resolved to a type.</summary>
internal sealed class YamlScalar(int start, int end, string value, ScalarStyle style) : YamlNode(start, end)
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;

    /// <summary>How it is written.</summary>
    public ScalarStyle Style { get; } = style;

    /// <summary>Whether it is written as a block below its key.</summary>
    public bool IsBlock => Style is ScalarStyle.Literal or ScalarStyle.Folded;
}

namespace CalicoTools.Manifests.Documents;

/// <summary>An item of a sequence.</summary>
internal sealed class YamlItem(YamlNode value)
{
    /// <summary>The item itself.</summary>
    public YamlNode Value { get; } = value;

    /// <summary>The offset of its dash; in flow style, of the item itself.</summary>
    public int Start { get; set; } = value.Start;
}

using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents;

/// <summary>An entry of a mapping.</summary>
internal sealed class YamlEntry(YamlScalar key, string name, YamlNode value)
{
    /// <summary>The key as it is written.</summary>
    public YamlScalar Key { get; } = key;

    /// <summary>The key as Kubernetes reads it.</summary>
    public string Name { get; } = name;

    /// <summary>The value.</summary>
    public YamlNode Value { get; } = value;

    /// <summary>The offset of the colon; in flow style of a key without one, of the key's end.</summary>
    public int Colon { get; set; } = key.End;

    /// <summary>Whether it merges other mappings into this one.</summary>
    public bool IsMerge => Key.Style == ScalarStyle.Plain && Key.Value == "<<";
}

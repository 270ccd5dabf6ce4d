namespace CalicoTools.Manifests.Documents;

/// <summary>An alias: stands for a node that carries an anchor.</summary>
internal sealed class YamlAlias(int start, int end, YamlNode target) : YamlNode(start, end)
{
    /// <summary>What it stands for.</summary>
    public YamlNode Target { get; } = target;
}

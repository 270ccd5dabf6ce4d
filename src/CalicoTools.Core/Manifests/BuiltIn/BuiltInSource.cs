using System.Collections.Concurrent;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>The sources of the built-in manifests, rendered for one of them.</summary>
internal sealed class BuiltInSource
{
    /// <summary>The file with what stands for names in braces.</summary>
    public const string Variables = "variables.yaml";

    private static readonly ConcurrentDictionary<string, ConditionalText> s_texts = new();

    private readonly Func<string, ConditionalText> _texts;
    private readonly ManifestKey _key;

    /// <summary>Begins to render a manifest.</summary>
    /// <param name="key">The manifest.</param>
    public BuiltInSource(ManifestKey key)
        : this(key, static file => s_texts.GetOrAdd(file, static file => ConditionalText.Parse(EmbeddedText.Read(file))))
    {
    }

    /// <summary>Begins to render a manifest from other sources than those compiled in.</summary>
    /// <param name="key">The manifest.</param>
    /// <param name="texts">Finds a source by its file name.</param>
    public BuiltInSource(ManifestKey key, Func<string, ConditionalText> texts)
    {
        _texts = texts;
        _key = key;
        Values = new Dictionary<string, string>();
        Values = new Dictionary<string, string>(
            Names(Variables).Select(static line => KeyValuePair.Create(line.Split(": ")[0], line.Split(": ", 2)[1])))
        {
            ["tag"] = key.Release.ImageTag,
        };
    }

    /// <summary>What the variables stand for in the manifest.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Renders a source in which every line stands for itself.</summary>
    /// <param name="file">Its file name.</param>
    /// <returns>The lines that hold, without comments.</returns>
    public IEnumerable<string> Names(string file) => Lines(file).Where(static line => line[0] != '#');

    /// <summary>Renders the source of an object.</summary>
    /// <param name="name">Its file's name, without the extension.</param>
    /// <returns>A YAML document that begins with its separator.</returns>
    public string Document(string name) => $"---\n{string.Join('\n', Lines($"{name}.yaml"))}\n";

    /// <summary>Renders a source.</summary>
    /// <param name="file">Its file name.</param>
    /// <returns>The lines that hold.</returns>
    public IReadOnlyList<string> Lines(string file) => _texts(file).Render(_key, Values);

    /// <summary>Renders a source, and tells where each line stands in it.</summary>
    /// <param name="file">Its file name.</param>
    /// <returns>The lines that hold, each with its index among the source's lines that are not empty.</returns>
    public IReadOnlyList<(int Index, string Text)> NumberedLines(string file) => _texts(file).RenderNumbered(_key, Values);
}

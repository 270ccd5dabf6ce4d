namespace CalicoTools;

/// <summary>The texts compiled into the engine.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads a text.</summary>
    /// <param name="name">Its file name.</param>
    /// <returns>The text.</returns>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"No text '{name}' is compiled into the engine.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

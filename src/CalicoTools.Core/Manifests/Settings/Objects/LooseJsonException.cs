namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>A text is not JSON, even with placeholders allowed for numbers.</summary>
/// <param name="line">The line in the text, from 1.</param>
/// <param name="message">What is wrong there.</param>
internal sealed class LooseJsonException(int line, string message) : Exception(message)
{
    /// <summary>The line in the text, from 1.</summary>
    public int Line { get; } = line;
}

namespace CalicoTools;

/// <summary>A manifest cannot be read, configured or written.</summary>
public sealed class ManifestException : CalicoToolsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">The stable identifier of the condition.</param>
    /// <param name="kind">The kind of condition.</param>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="subject">What was being processed; never a key.</param>
    /// <param name="position">Where in the text it is, when it is a matter of text.</param>
    /// <param name="inner">The cause, when there is one that tells more.</param>
    public ManifestException(
        string errorId,
        ErrorKind kind,
        string message,
        string remedy,
        object? subject = null,
        TextPosition? position = null,
        Exception? inner = null)
        : base(errorId, kind, position is null ? message : $"{position}: {message}", remedy, subject, inner) => Position = position;

    /// <summary>Where in the text it is; null when it is not a matter of text.</summary>
    public TextPosition? Position { get; }
}

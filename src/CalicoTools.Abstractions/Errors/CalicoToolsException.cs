namespace CalicoTools;

/// <summary>
/// Base of every error the engine reports. Its message says what is wrong and where; <see cref="Remedy"/> says what to do.
/// Neither ever holds key material: both are masked by <see cref="DisplayText"/>.
/// </summary>
public abstract class CalicoToolsException : Exception
{
    private protected CalicoToolsException(string errorId, ErrorKind kind, string message, string remedy, object? subject, Exception? inner)
        : base(DisplayText.Of(message), inner)
    {
        ErrorId = errorId;
        Kind = kind;
        Remedy = DisplayText.Of(remedy);
        Subject = subject is string text ? DisplayText.Masked(text) : subject;
    }

    /// <summary>The stable identifier of the condition, one per condition, such as <c>CertificateExpired</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of condition.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What to do about it, as a sentence.</summary>
    public string Remedy { get; }

    /// <summary>What was being processed: a path, a resource identity, an argument. Never a key.</summary>
    public object? Subject { get; }
}

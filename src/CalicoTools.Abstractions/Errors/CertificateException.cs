namespace CalicoTools;

/// <summary>Certificates, keys or a folder of them cannot be read, issued or written.</summary>
public sealed class CertificateException : CalicoToolsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">The stable identifier of the condition.</param>
    /// <param name="kind">The kind of condition.</param>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="subject">What was being processed; never a key.</param>
    /// <param name="inner">The cause, when there is one that tells more.</param>
    public CertificateException(
        string errorId, ErrorKind kind, string message, string remedy, object? subject = null, Exception? inner = null)
        : base(errorId, kind, message, remedy, subject, inner)
    {
    }
}

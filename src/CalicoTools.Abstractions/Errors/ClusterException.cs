namespace CalicoTools;

/// <summary>A cluster cannot be reached, refuses something, or is not as it must be.</summary>
public sealed class ClusterException : CalicoToolsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">The stable identifier of the condition.</param>
    /// <param name="kind">The kind of condition.</param>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="subject">What was being processed: a server, a resource; never a key or a token.</param>
    /// <param name="inner">The cause, when there is one that tells more.</param>
    public ClusterException(
        string errorId, ErrorKind kind, string message, string remedy, object? subject = null, Exception? inner = null)
        : base(errorId, kind, message, remedy, subject, inner)
    {
    }

    /// <summary>The HTTP status the API server answered with; null when it did not answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The fields that others own; empty unless that is what was wrong.</summary>
    public IReadOnlyList<FieldConflict> Conflicts { get; init; } = [];
}

namespace CalicoTools;

/// <summary>A path names nothing, or nothing that can be used here.</summary>
public sealed class PathException : CalicoToolsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">The stable identifier of the condition.</param>
    /// <param name="kind">The kind of condition.</param>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="path">The path as it was given.</param>
    /// <param name="inner">The cause, when there is one that tells more.</param>
    public PathException(string errorId, ErrorKind kind, string message, string remedy, string path, Exception? inner = null)
        : base(errorId, kind, message, remedy, path, inner)
    {
    }
}

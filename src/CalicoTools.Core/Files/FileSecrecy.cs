namespace CalicoTools.Files;

/// <summary>Who may read a file that is written.</summary>
public enum FileSecrecy
{
    /// <summary>Everybody the umask (Windows: the folder's access list) lets: 0644 at most.</summary>
    Public,

    /// <summary>The current user only, from the first byte: 0600, or on Windows an access list of that user alone.</summary>
    Private,
}

namespace CalicoTools;

/// <summary>What kind of condition an error is; the shell turns it into PowerShell's error category.</summary>
public enum ErrorKind
{
    /// <summary>An argument cannot be meant as it was given.</summary>
    InvalidArgument,

    /// <summary>A file or an object that was read is malformed or contradicts itself.</summary>
    InvalidData,

    /// <summary>Something that was named does not exist.</summary>
    NotFound,

    /// <summary>Something would be overwritten that must not be without being asked for.</summary>
    AlreadyExists,

    /// <summary>The operating system or a password refuses access.</summary>
    PermissionDenied,

    /// <summary>Something else is using the resource.</summary>
    Busy,

    /// <summary>The operation is not possible for this release, datastore or variant.</summary>
    NotSupported,

    /// <summary>A file could not be read.</summary>
    InputOutput,

    /// <summary>A server cannot be reached, or is not the one it should be.</summary>
    Unreachable,

    /// <summary>A server does not know who is asking.</summary>
    NotAuthenticated,

    /// <summary>A server did not do its work, or not in time.</summary>
    TimedOut,

    /// <summary>Something else owns what would be changed.</summary>
    Conflict,

    /// <summary>A file could not be written.</summary>
    Output,
}

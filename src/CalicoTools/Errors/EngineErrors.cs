using System.Management.Automation;

namespace CalicoTools.Errors;

/// <summary>The one place where the engine's errors become PowerShell's.</summary>
internal static class EngineErrors
{
    /// <summary>Makes the error record of an engine error.</summary>
    /// <param name="error">The engine's error.</param>
    /// <returns>A record with its id, its category, its subject as target, and its remedy as recommended action.</returns>
    public static ErrorRecord ToErrorRecord(CalicoToolsException error) => new(error, error.ErrorId, Category(error.Kind), error.Subject)
    {
        ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.Remedy },
    };

    private static ErrorCategory Category(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        ErrorKind.InvalidData => ErrorCategory.InvalidData,
        ErrorKind.NotFound => ErrorCategory.ObjectNotFound,
        ErrorKind.AlreadyExists => ErrorCategory.ResourceExists,
        ErrorKind.PermissionDenied => ErrorCategory.PermissionDenied,
        ErrorKind.Busy => ErrorCategory.ResourceBusy,
        ErrorKind.NotSupported => ErrorCategory.NotImplemented,
        ErrorKind.InputOutput => ErrorCategory.ReadError,
        ErrorKind.Output => ErrorCategory.WriteError,
        ErrorKind.Unreachable => ErrorCategory.ConnectionError,
        ErrorKind.NotAuthenticated => ErrorCategory.AuthenticationError,
        ErrorKind.TimedOut => ErrorCategory.OperationTimeout,
        ErrorKind.Conflict => ErrorCategory.ResourceBusy,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

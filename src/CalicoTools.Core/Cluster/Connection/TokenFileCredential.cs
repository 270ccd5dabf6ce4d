using System.Net.Http.Headers;

namespace CalicoTools.Cluster.Connection;

/// <summary>A token in a file that something else keeps fresh, as in a pod.</summary>
/// <param name="description">What errors call it.</param>
/// <param name="path">The file.</param>
internal sealed class TokenFileCredential(string description, string path) : Credential(description)
{
    private static readonly TimeSpan s_freshFor = TimeSpan.FromMinutes(1);

    private AuthenticationHeaderValue? _token;
    private long _readAt;

    public override bool CanRenew => true;

    public override ValueTask RenewAsync(CancellationToken cancellation)
    {
        _token = null;
        return default;
    }

    public override async ValueTask<AuthenticationHeaderValue?> AuthorizationAsync(CancellationToken cancellation)
    {
        if (_token is { } token && Environment.TickCount64 - _readAt < s_freshFor.TotalMilliseconds)
        {
            return token;
        }

        try
        {
            token = new AuthenticationHeaderValue("Bearer", (await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false)).Trim());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.FileUnreadable(path, "token", error);
        }

        _readAt = Environment.TickCount64;
        return _token = token;
    }
}

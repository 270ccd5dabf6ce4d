using System.Net.Http.Headers;
using k8s.Authentication;

namespace CalicoTools.Cluster.Connection;

/// <summary>A token in a file that something else keeps fresh, as in a pod.</summary>
/// <param name="description">What errors call it.</param>
/// <param name="open">Begins to read the file anew.</param>
internal sealed class TokenFileCredential(string description, Func<ITokenProvider> open) : Credential(description)
{
    private ITokenProvider _file = open();

    public override bool CanRenew => true;

    public override ValueTask RenewAsync(CancellationToken cancellation)
    {
        // It would keep what it has read for a minute.
        _file = open();
        return default;
    }

    public override async ValueTask<AuthenticationHeaderValue?> AuthorizationAsync(CancellationToken cancellation)
    {
        try
        {
            var header = await _file.GetAuthenticationHeaderAsync(cancellation).ConfigureAwait(false);
            return Bearer(header.Parameter ?? "", Description);
        }
        catch (FormatException)
        {
            throw KubeConfigErrors.TokenInvalid(Description);
        }
        catch (AggregateException error) when (error.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.TokenUnreadable(Description, error.GetBaseException());
        }
    }
}

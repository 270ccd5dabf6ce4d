using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace CalicoTools.Cluster.Connection;

/// <summary>What shows an API server who is asking. Not a record: it would print its members.</summary>
/// <param name="description">What errors call it, such as <c>the token of user 'admin'</c>.</param>
internal class Credential(string description)
{
    /// <summary>What errors call it.</summary>
    public string Description { get; } = description;

    /// <summary>The certificate to connect with; null for none. Known once it is prepared.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What every request is authorised by; null for nothing.</summary>
    public AuthenticationHeaderValue? Authorization { get; init; }

    /// <summary>Whether there may be a newer one when the server no longer accepts this.</summary>
    public virtual bool CanRenew => false;

    /// <summary>Gets it ready before the first connection.</summary>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The certificate to connect with; null for none.</returns>
    public virtual ValueTask<X509Certificate2?> PrepareAsync(CancellationToken cancellation) => new(Certificate);

    /// <summary>Fetches a newer one.</summary>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>When it is there.</returns>
    public virtual ValueTask RenewAsync(CancellationToken cancellation) => default;

    /// <summary>What a request is to be authorised by.</summary>
    /// <param name="cancellation">Cancels it.</param>
    /// <returns>The header; null for none.</returns>
    public virtual ValueTask<AuthenticationHeaderValue?> AuthorizationAsync(CancellationToken cancellation) => new(Authorization);

    /// <summary>What authorises requests by a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="description">What errors call it.</param>
    /// <returns>The header.</returns>
    /// <exception cref="ClusterException">It cannot be a token.</exception>
    public static AuthenticationHeaderValue Bearer(string token, string description) =>
        token.Trim() is { Length: > 0 } text && text.All(static letter => letter is >= ' ' and <= '~')
            ? new AuthenticationHeaderValue("Bearer", text)
            : throw KubeConfigErrors.TokenInvalid(description);
}

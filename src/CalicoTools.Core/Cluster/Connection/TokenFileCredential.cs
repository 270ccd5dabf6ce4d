using System.Net.Http.Headers;
using CalicoTools.Input;

namespace CalicoTools.Cluster.Connection;

/// <summary>A token in a file that something else keeps fresh, as in a pod: it is read for each request.</summary>
/// <param name="description">What errors call it.</param>
/// <param name="path">The file.</param>
internal sealed class TokenFileCredential(string description, string path) : Credential(description)
{
    public override bool CanRenew => true;

    public override ValueTask RenewAsync(CancellationToken cancellation) => default;

    public override ValueTask<AuthenticationHeaderValue?> AuthorizationAsync(CancellationToken cancellation)
    {
        try
        {
            return new(Bearer(InputFile.ReadText(path, InputKind.Token, cancellation).Trim(), Description));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.TokenUnreadable(Description, error);
        }
    }
}

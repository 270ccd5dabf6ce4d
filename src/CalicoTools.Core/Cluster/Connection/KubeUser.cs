using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Connection;

/// <summary>A user of a kubeconfig.</summary>
/// <param name="name">The name.</param>
/// <param name="entry">What the kubeconfig says of it.</param>
internal sealed class KubeUser(string name, UserEntry entry)
{
    /// <summary>What shows the server who is asking.</summary>
    /// <param name="cluster">What a plugin is told of the cluster when it asks for that.</param>
    /// <param name="cancellation">Stops reading the files it names.</param>
    /// <returns>The credential.</returns>
    public Credential Credential(JsonObject cluster, CancellationToken cancellation)
    {
        var certificate = Certificate(cancellation);
        if (entry.TokenFile is { } tokenFile)
        {
            return new TokenFileCredential(TokenDescription, tokenFile) { Certificate = certificate };
        }

        if (entry.Token is { Length: > 0 } token)
        {
            return TokenCredential(token, certificate);
        }

        if (entry.UserName is { Length: > 0 } userName)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{entry.Password}"));
            return new Credential($"the password of user '{name}'")
            {
                Certificate = certificate,
                Authorization = new AuthenticationHeaderValue("Basic", pair),
            };
        }

        if (entry.ExternalExecution is PluginEntry exec)
        {
            if (string.IsNullOrEmpty(exec.Command))
            {
                throw KubeConfigErrors.PluginUnnamed(name);
            }

            var plugin = new ExecPlugin(exec, cluster);
            return new ExecCredential($"what the plugin '{plugin.Command}' gives for user '{name}'", plugin);
        }

        if (entry.AuthProvider is { } provider)
        {
            return provider.Config?.GetValueOrDefault("id-token") is { Length: > 0 } identity
                ? TokenCredential(identity, certificate)
                : throw KubeConfigErrors.ProviderUnsupported(name, provider.Name);
        }

        var description = certificate is null ? "requests without credentials" : CertificateDescription;
        return new Credential(description) { Certificate = certificate };
    }

    /// <summary>Who the server is to act as.</summary>
    /// <returns>Headers; none for the user itself.</returns>
    public IReadOnlyList<(string Name, string Value)> Impersonation() =>
    [
        .. Header("Impersonate-User", entry.Impersonate),
        .. Header("Impersonate-Uid", entry.ImpersonateUid),
        .. (entry.ImpersonateGroups ?? []).SelectMany(static group => Header("Impersonate-Group", group)),
        .. (entry.ImpersonateExtra ?? []).SelectMany(static extra => (extra.Value ?? [])
            .SelectMany(value => Header($"Impersonate-Extra-{Uri.EscapeDataString(extra.Key)}", value))),
    ];

    private string CertificateDescription => $"the client certificate of user '{name}'";

    private string TokenDescription => $"the token of user '{name}'";

    private static IEnumerable<(string Name, string Value)> Header(string header, string? value) =>
        string.IsNullOrEmpty(value) ? [] : [(header, value)];

    private Credential TokenCredential(string token, X509Certificate2? certificate) => new(TokenDescription)
    {
        Certificate = certificate,
        Authorization = Connection.Credential.Bearer(token, TokenDescription),
    };

    private X509Certificate2? Certificate(CancellationToken cancellation)
    {
        var owner = $"user '{name}'";
        var certificate = ContextReader.Pem(owner, "client-certificate", entry.ClientCertificateData, entry.ClientCertificate, cancellation);
        var key = ContextReader.Pem(owner, "client-key", entry.ClientKeyData, entry.ClientKey, cancellation);
        return (certificate, key) switch
        {
            (null, null) => null,
            (null, _) => throw KubeConfigErrors.PairIncomplete(name, "client-certificate"),
            (_, null) => throw KubeConfigErrors.PairIncomplete(name, "client-key"),
            _ => ClientCertificate.Load(certificate, key, CertificateDescription),
        };
    }
}

using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Connection;

/// <summary>A user of a kubeconfig.</summary>
/// <param name="name">The name.</param>
/// <param name="json">What the kubeconfig says of it.</param>
/// <param name="folder">The folder its paths are relative to.</param>
internal sealed class KubeUser(string name, JsonObject json, string folder)
{
    /// <summary>What shows the server who is asking.</summary>
    /// <param name="cluster">What a plugin is told of the cluster when it asks for that.</param>
    /// <returns>The credential.</returns>
    public Credential Credential(JsonObject cluster)
    {
        var certificate = Certificate();
        if (Text("tokenFile") is { } tokenFile)
        {
            return new TokenFileCredential($"the token of user '{name}'", Path.Combine(folder, tokenFile)) { Certificate = certificate };
        }

        if (Text("token") is { } token)
        {
            return Bearer(token, certificate);
        }

        if (Text("username") is { } userName)
        {
            var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{Text("password")}"));
            return new Credential($"the password of user '{name}'")
            {
                Certificate = certificate,
                Authorization = new AuthenticationHeaderValue("Basic", pair),
            };
        }

        if (json["exec"] is JsonObject exec)
        {
            var plugin = new ExecPlugin(exec, folder, cluster);
            return new ExecCredential($"what the plugin '{plugin.Command}' gives for user '{name}'", plugin);
        }

        if (json["auth-provider"] is JsonObject provider)
        {
            return KubeConfig.Text(provider["config"]?["id-token"]) is { Length: > 0 } identity
                ? Bearer(identity, certificate)
                : throw KubeConfigErrors.ProviderUnsupported(name, KubeConfig.Text(provider["name"]));
        }

        var description = certificate is null ? "requests without credentials" : CertificateDescription;
        return new Credential(description) { Certificate = certificate };
    }

    /// <summary>Who the server is to act as.</summary>
    /// <returns>Headers; none for the user itself.</returns>
    public IReadOnlyList<(string Name, string Value)> Impersonation() =>
    [
        .. Text("as") is { } other ? new[] { ("Impersonate-User", other) } : [],
        .. (json["as-groups"] as JsonArray ?? []).Select(static group => ("Impersonate-Group", KubeConfig.Text(group) ?? "")),
    ];

    private string CertificateDescription => $"the client certificate of user '{name}'";

    private Credential Bearer(string token, X509Certificate2? certificate) => new($"the token of user '{name}'")
    {
        Certificate = certificate,
        Authorization = new AuthenticationHeaderValue("Bearer", token),
    };

    private string? Text(string field) => KubeConfig.Text(json[field]) is { Length: > 0 } text ? text : null;

    private X509Certificate2? Certificate()
    {
        var owner = $"user '{name}'";
        var certificate = ContextReader.Pem(owner, json, folder, "client-certificate");
        var key = ContextReader.Pem(owner, json, folder, "client-key");
        return certificate is null || key is null ? null : ClientCertificate.Load(certificate, key, CertificateDescription);
    }
}

using k8s.KubeConfigModels;
using YamlDotNet.Serialization;

namespace CalicoTools.Cluster.Connection;

/// <summary>A user of a kubeconfig, with what the package does not read.</summary>
internal sealed class UserEntry : UserCredentials
{
    /// <summary>The file with the user's token.</summary>
    [YamlMember(Alias = "tokenFile")]
    public string? TokenFile { get; set; }

    /// <summary>The id of whom the server is to act as.</summary>
    [YamlMember(Alias = "as-uid")]
    public string? ImpersonateUid { get; set; }

    /// <summary>More of whom the server is to act as: several values of each, where the package has one.</summary>
    [YamlMember(Alias = "as-user-extra")]
    public Dictionary<string, List<string>>? ImpersonateExtra { get; set; }

    /// <summary>Makes its paths absolute.</summary>
    /// <param name="folder">The kubeconfig's folder, which they are relative to.</param>
    public void ResolvePaths(string folder)
    {
        ClientCertificate = Absolute(ClientCertificate);
        ClientKey = Absolute(ClientKey);
        TokenFile = Absolute(TokenFile);

        // As in a shell: a bare name is looked for in PATH.
        if (ExternalExecution is { } plugin && Path.GetFileName(plugin.Command) != plugin.Command)
        {
            plugin.Command = Absolute(plugin.Command);
        }

        string? Absolute(string? path) => string.IsNullOrEmpty(path) ? null : Path.Combine(folder, path);
    }
}

namespace CalicoTools.ControlPlane;

/// <summary>Writes kubeconfig files that hold everything they speak of.</summary>
internal static class KubeConfig
{
    /// <summary>Writes the file of a user who shows a certificate.</summary>
    public static void Write(string path, Uri server, string authority, (string Certificate, string Key) pair) =>
        Write(path, server, authority, $"""
                client-certificate-data: {Base64(pair.Certificate)}
                client-key-data: {Base64(pair.Key)}
            """);

    /// <summary>Writes the file of a user.</summary>
    /// <param name="path">The file.</param>
    /// <param name="server">Where the API server is reached.</param>
    /// <param name="authority">The file with its authority's certificate.</param>
    /// <param name="user">What is said of the user, indented by four.</param>
    public static void Write(string path, Uri server, string authority, string user)
    {
        var text = $"""
            apiVersion: v1
            kind: Config
            current-context: calicotools-test
            clusters:
            - name: calicotools-test
              cluster:
                server: {server.AbsoluteUri.TrimEnd('/')}
                certificate-authority-data: {Base64(authority)}
            contexts:
            - name: calicotools-test
              context:
                cluster: calicotools-test
                user: calicotools-test
            users:
            - name: calicotools-test
              user:
            {user}

            """;

        // A server that is starting may be reading it.
        var aside = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllText(aside, text);
        File.Move(aside, path, overwrite: true);
    }

    private static string Base64(string file) => Convert.ToBase64String(File.ReadAllBytes(file));
}

using System.Security.Cryptography;
using k8s;

namespace CalicoTools.Cluster.Connection;

/// <summary>Finds the API server that is meant, as kubectl does.</summary>
internal static class EndpointResolver
{
    /// <summary>Finds the server.</summary>
    /// <param name="options">What the user says of it.</param>
    /// <param name="log">Warned of what makes the connection unsafe.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The server.</returns>
    /// <exception cref="ClusterException">There is no usable kubeconfig.</exception>
    public static ClusterEndpoint Resolve(ConnectionOptions options, ICommandLog log, CancellationToken cancellation)
    {
        var files = KubeConfigFiles.Existing(options.KubeConfig);
        if (files.Count == 0)
        {
            return InPod(options.PodFolder) ?? throw KubeConfigErrors.None(KubeConfigFiles.Candidates());
        }

        var endpoint = ContextReader.Read(KubeConfig.Read(files, cancellation), options.Context, cancellation);
        log.Verbose($"The cluster is {endpoint}, from {string.Join(", ", files)}.");
        if (endpoint.SkipsVerification)
        {
            log.Warning(
                $"The kubeconfig says insecure-skip-tls-verify: whoever answers at {endpoint.Server.Host} is taken for the cluster and sees "
                + "every key sent to it. Put the cluster's certificate-authority-data there instead.");
        }

        return endpoint;
    }

    private static ClusterEndpoint? InPod(string folder)
    {
        if (!KubernetesClientConfiguration.IsInCluster())
        {
            return null;
        }

        try
        {
            var pod = KubernetesClientConfiguration.InClusterConfig();
            var credential = new TokenFileCredential("the token of this pod's service account", Path.GetFullPath(Path.Combine(folder, "token")));
            return new ClusterEndpoint(new Uri(pod.Host), credential) { Authorities = pod.SslCaCerts };
        }
        catch (Exception error) when (error is CryptographicException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.PodUnusable(error);
        }
    }
}

using System.Security.Cryptography.X509Certificates;
using CalicoTools.Cluster.Api;
using YamlDotNet.Core;

namespace CalicoTools.Cluster.Connection;

/// <summary>The errors of kubeconfigs and of what they name.</summary>
internal static class KubeConfigErrors
{
    private const string LogIn = "Log in to the cluster again, or choose another context with -Context.";

    private const string NoContexts = "It has none at all: give another -KubeConfig.";

    public static ClusterException NotFound(string path) => new(
        "KubeConfigNotFound", ErrorKind.NotFound, $"The kubeconfig '{path}' does not exist.", "Check the path.", path);

    public static ClusterException None(IReadOnlyList<string> tried) => new(
        "KubeConfigNotFound",
        ErrorKind.NotFound,
        $"No kubeconfig says which cluster is meant: there is no {string.Join(" and no ", tried.Select(static path => $"'{path}'"))}.",
        "Give -KubeConfig, or set the environment variable KUBECONFIG.");

    public static ClusterException PodUnusable(Exception cause) => new(
        "ClusterPodUnusable",
        ErrorKind.InvalidData,
        $"This runs in a pod, but what the pod knows of its cluster cannot be used: {cause.Message}",
        "Check KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT and the service account's ca.crt, or give -KubeConfig.",
        null,
        cause);

    public static ClusterException Unreadable(string path, Exception cause) => new(
        "KubeConfigUnreadable",
        ErrorKind.InputOutput,
        $"The kubeconfig '{path}' cannot be read: {cause.Message}",
        "Give yourself the right to read it.",
        path,
        cause);

    public static ClusterException Malformed(string path, string reason, Exception? cause = null) => new(
        "KubeConfigMalformed",
        ErrorKind.InvalidData,
        $"The kubeconfig '{path}' cannot be understood: {reason}",
        "Correct it, or fetch it again from the cluster.",
        path,
        cause);

    public static ClusterException Malformed(string path, YamlException cause)
    {
        var reason = cause switch
        {
            SyntaxErrorException or SemanticErrorException => $"This is not valid YAML: {cause.Message}",
            { InnerException: null } => cause.Message,
            { InnerException: FormatException format } => format.Message,
            _ => "something else is expected here",
        };
        return Malformed(path, cause.Start, reason, cause);
    }

    public static ClusterException Malformed(string path, Mark at, string reason, Exception cause) =>
        Malformed(path, $"{new TextPosition(path, (int)at.Line, (int)at.Column)}: {reason.TrimEnd('.')}.", cause);

    public static ClusterException NoCurrentContext(IReadOnlyList<string> contexts) => new(
        "KubeContextNotChosen",
        ErrorKind.InvalidArgument,
        "The kubeconfig has no current context.",
        contexts.Count == 0 ? NoContexts : $"Give -Context with one of: {List(contexts)}.");

    public static ClusterException ContextUnknown(string context, IReadOnlyList<string> contexts) => new(
        "KubeContextUnknown",
        ErrorKind.NotFound,
        $"The kubeconfig has no context '{context}'.",
        contexts.Count == 0 ? NoContexts : $"It has: {List(contexts)}.",
        context);

    public static ClusterException Incomplete(string context, string what, string? name) => new(
        "KubeContextIncomplete",
        ErrorKind.InvalidData,
        $"The context '{context}' names {(name is null ? $"no {what}" : $"the {what} '{name}', which the kubeconfig does not have")}.",
        "Correct the kubeconfig, or choose another context with -Context.",
        context);

    public static ClusterException ServerInvalid(string cluster, string? server) => new(
        "KubeConfigServerInvalid",
        ErrorKind.InvalidData,
        $"The server of cluster '{cluster}', '{server}', is not an http or https URL.",
        "Correct the kubeconfig.",
        cluster);

    public static ClusterException ServerNameInvalid(string cluster, string name) => new(
        "KubeConfigServerNameInvalid",
        ErrorKind.InvalidData,
        $"The tls-server-name of cluster '{cluster}', '{name}', is not the name of a host.",
        "Correct the kubeconfig.",
        cluster);

    public static ClusterException ProxyInvalid(string cluster) => new(
        "KubeConfigProxyInvalid",
        ErrorKind.InvalidData,
        $"The proxy-url of cluster '{cluster}' is not an http, https or socks5 URL.",
        "Correct the kubeconfig.",
        cluster);

    public static ClusterException ValueInvalid(string owner, string field, Exception? cause = null) => new(
        "KubeConfigValueInvalid",
        ErrorKind.InvalidData,
        $"The {field} of {owner} is not what it should be.",
        "It has to be PEM in base64, on one line; correct the kubeconfig.",
        owner,
        cause);

    public static ClusterException FileUnreadable(string path, string what, Exception cause) => new(
        "KubeConfigFileUnreadable",
        ErrorKind.InputOutput,
        $"The {what} file '{path}' cannot be read: {cause.Message}",
        "Check the path in the kubeconfig and the file's mode.",
        path,
        cause);

    public static ClusterException TokenUnreadable(string description, Exception cause) => new(
        "KubeConfigFileUnreadable",
        ErrorKind.InputOutput,
        $"{Capitalised(description)} cannot be read: {cause.Message}",
        "Check the path in the kubeconfig and the file's mode.",
        description,
        cause);

    public static ClusterException TokenInvalid(string description) => new(
        "KubeConfigTokenInvalid",
        ErrorKind.InvalidData,
        $"{Capitalised(description)} is no token: it is empty, or has line breaks or letters that no token has.",
        "Put it there as it was given, on one line.",
        description);

    public static ClusterException PairIncomplete(string user, string missing) => new(
        "KubeConfigClientCertificateIncomplete",
        ErrorKind.InvalidData,
        $"Of certificate and key of user '{user}', the kubeconfig lacks the {missing}.",
        $"Add {missing}-data or {missing}, or choose another context with -Context.",
        user);

    public static ClusterException CertificateUnusable(string description, Exception cause) => new(
        "ClusterClientCertificateUnusable",
        ErrorKind.InvalidData,
        $"With {description} no TLS connection is possible: {cause.Message}",
        "Certificate and key have to be PEM and belong together; RSA and ECDSA keys can be used.",
        description,
        cause);

    public static ClusterException CertificateNotValid(string description, X509Certificate2 certificate) => new(
        "ClusterClientCertificateExpired",
        ErrorKind.NotAuthenticated,
        $"{Capitalised(description)} is valid from {TransportErrors.Time(certificate.NotBefore)} "
            + $"to {TransportErrors.Time(certificate.NotAfter)} only.",
        $"Renew it (on a kubeadm control plane: kubeadm certs renew), or check this machine's clock. {LogIn}",
        description);

    public static ClusterException ProviderUnsupported(string user, string? provider) => new(
        "KubeConfigAuthProviderUnsupported",
        ErrorKind.NotSupported,
        $"User '{user}' logs in through the auth-provider '{provider}', which Kubernetes has given up.",
        "Use the provider's exec plugin instead.",
        user);

    public static ClusterException PluginUnnamed(string user) => new(
        "KubeConfigPluginUnnamed",
        ErrorKind.InvalidData,
        $"User '{user}' logs in through a credential plugin, but the kubeconfig does not say which: exec has no command.",
        "Correct the kubeconfig.",
        user);

    public static ClusterException PluginMissing(string command, string? hint, Exception cause) => new(
        "KubeConfigPluginNotFound",
        ErrorKind.NotFound,
        $"The credential plugin '{command}' cannot be started: {cause.Message}",
        string.IsNullOrWhiteSpace(hint) ? "Install it, or check the path in the kubeconfig." : hint.Trim(),
        command,
        cause);

    public static ClusterException PluginFailed(string command, int exitCode, string complaints) => new(
        "KubeConfigPluginFailed",
        ErrorKind.NotAuthenticated,
        $"The credential plugin '{command}' ended with exit code {exitCode}{(complaints.Length == 0 ? "." : $": {complaints}")}",
        LogIn,
        command);

    public static ClusterException PluginUseless(string command, string reason) => new(
        "KubeConfigPluginFailed",
        ErrorKind.NotAuthenticated,
        $"The credential plugin '{command}' gives no credentials: {reason}.",
        LogIn,
        command);

    private static string Capitalised(string description) => $"{char.ToUpperInvariant(description[0])}{description[1..]}";

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.Select(static name => $"'{name}'"));
}

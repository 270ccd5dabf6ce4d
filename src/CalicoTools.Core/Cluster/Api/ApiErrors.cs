using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Cluster.Connection;
using CalicoTools.Input;
using CalicoTools.Objects;

namespace CalicoTools.Cluster.Api;

/// <summary>The errors an API server answers with.</summary>
internal static partial class ApiErrors
{
    /// <summary>The error of an answer.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="method">What was asked for.</param>
    /// <param name="subject">What it was about.</param>
    /// <param name="code">The HTTP status.</param>
    /// <param name="status">The server's Status object; null when it sent none.</param>
    /// <returns>The error.</returns>
    public static ClusterException Of(ClusterEndpoint endpoint, HttpMethod method, object subject, int code, JsonObject? status)
    {
        if (status.Text("kind") != "Status")
        {
            return NotKubernetes(endpoint, code);
        }

        var message = DisplayText.Excerpt(status.Text("message") ?? $"HTTP status {code}");
        return code switch
        {
            401 => Unauthorized(endpoint),
            403 => Error(
                code,
                "ClusterForbidden",
                ErrorKind.PermissionDenied,
                $"The API server {endpoint} does not allow it: {message}",
                "Ask the cluster's administrator for this right, or use a context with more rights: -Context.",
                subject),
            404 when status.Find("details", "name") is null => Error(
                code,
                "ClusterKindNotServed",
                ErrorKind.NotSupported,
                $"The cluster does not know the kind of {subject}{ApiVersion(subject)}.",
                "Its Kubernetes release serves other versions of this kind: Get-CalicoRelease -KubernetesVersion tells which Calico fits.",
                subject),
            404 => Error(
                code, "ClusterResourceNotFound", ErrorKind.NotFound, $"{subject}: {message}", "Check its name and namespace.", subject),
            409 when Conflicts(status) is { Count: > 0 } conflicts => FieldsOwnedByOthers(subject, conflicts),
            409 => Error(
                code,
                "ClusterResourceChanged",
                ErrorKind.Conflict,
                $"{subject}: {message}",
                "Something else changed it meanwhile; run the command again.",
                subject),
            410 => Error(code, "ClusterHistoryGone", ErrorKind.NotFound, $"{subject}: {message}", "Run the command again.", subject),
            429 => Error(
                code,
                "ClusterBusy",
                ErrorKind.TimedOut,
                $"The API server {endpoint} has too much to do: {message}",
                "Run the command again later, or with a longer -Timeout.",
                subject),
            400 or 413 or 415 or 422 => Error(
                code,
                "ClusterObjectRefused",
                ErrorKind.InvalidData,
                $"The cluster refuses {subject}: {message}",
                "Correct the field it names; when the cluster does not know it, take a Calico release that fits the cluster.",
                subject),
            _ => Error(
                code,
                "ClusterServerFailed",
                ErrorKind.TimedOut,
                $"The API server {endpoint} failed (HTTP status {code}, {method} of {subject}): {message}",
                "Look at the API server's and etcd's logs, then run the command again.",
                subject),
        };
    }

    /// <summary>The error of fields that others own.</summary>
    /// <param name="subject">The object.</param>
    /// <param name="conflicts">The fields.</param>
    /// <returns>The error.</returns>
    public static ClusterException FieldsOwnedByOthers(object subject, IReadOnlyList<FieldConflict> conflicts) => new(
        "ClusterFieldConflict",
        ErrorKind.Conflict,
        $"Others have set fields of {subject} to other values: {string.Join("; ", conflicts.GroupBy(static one => one.Manager).Select(List))}.",
        "Put these values into the manifest, or give -ForceConflicts to replace them.",
        subject)
    {
        StatusCode = 409,
        Conflicts = conflicts,
    };

    public static ClusterException NotKubernetes(ClusterEndpoint endpoint, int code) => Error(
        code,
        "ClusterAnswerNotKubernetes",
        ErrorKind.Unreachable,
        $"What answers at {endpoint} is no Kubernetes API server (HTTP status {code}).",
        "Check the cluster's server in the kubeconfig (https, not http?), and any proxy on the way.",
        endpoint.ToString());

    /// <summary>The error of an answer larger than any that is needed.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="subject">What it was about.</param>
    /// <param name="kind">What was read, and its limit.</param>
    /// <returns>The error.</returns>
    public static ClusterException TooLarge(ClusterEndpoint endpoint, object subject, InputKind kind) => new(
        "ClusterAnswerTooLarge",
        ErrorKind.InvalidData,
        $"The answer of {endpoint} about {subject} is larger than {kind.LimitText}, the most that is read of {kind.Name}.",
        "Check that this is the API server you mean, and any proxy on the way.",
        subject);

    /// <summary>The error of an answer that began and did not come to its end.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="subject">What it was about.</param>
    /// <param name="time">How long it was waited for.</param>
    /// <param name="error">What ended the wait.</param>
    /// <returns>The error.</returns>
    public static ClusterException Unfinished(ClusterEndpoint endpoint, object subject, TimeSpan time, Exception error) => new(
        "ClusterAnswerUnfinished",
        ErrorKind.TimedOut,
        string.Create(
            CultureInfo.InvariantCulture,
            $"The API server {endpoint} began to answer about {subject}, but did not finish within {time.TotalSeconds:0} seconds."),
        "Check how fast the network to the server is, and any proxy on the way.",
        subject,
        error);

    /// <summary>The error of a token that is no longer valid.</summary>
    /// <param name="endpoint">The server that refused it.</param>
    /// <param name="end">Until when it was valid.</param>
    /// <returns>The error.</returns>
    public static ClusterException TokenExpired(ClusterEndpoint endpoint, DateTime end) => Error(
        401,
        "ClusterTokenExpired",
        ErrorKind.NotAuthenticated,
        $"The API server {endpoint} does not accept {endpoint.Credential.Description}: it expired at {TransportErrors.Time(end)}.",
        "Have a new one made (log in again, or kubectl create token for a service account) and put it where the kubeconfig has this one; "
            + "or choose another context with -Context.",
        endpoint.ToString());

    private static ClusterException Unauthorized(ClusterEndpoint endpoint) => Error(
        401,
        "ClusterUnauthorized",
        ErrorKind.NotAuthenticated,
        $"The API server {endpoint} does not accept {endpoint.Credential.Description}.",
        "It has expired, was revoked or belongs to another cluster: log in again, or choose another context with -Context.",
        endpoint.ToString());

    private static ClusterException Error(int code, string id, ErrorKind kind, string message, string remedy, object subject) =>
        new(id, kind, message, remedy, subject) { StatusCode = code };

    private static string List(IGrouping<string, FieldConflict> owned) =>
        $"{owned.Key} {string.Join(", ", owned.Select(static conflict => conflict.Field))}";

    private static string ApiVersion(object subject) =>
        subject is ApiPath path ? $" ({path.Resource.ApiVersion} {path.Resource.Kind})" : "";

    private static List<FieldConflict> Conflicts(JsonObject? status) =>
    [
        .. status.Items("details", "causes")
            .Where(static cause => cause.Text("reason") == "FieldManagerConflict")
            .Select(static cause => new FieldConflict(
                Manager().Match(cause.Text("message") ?? "").Groups["manager"].Value, cause.Text("field") ?? "")),
    ];

    [GeneratedRegex("^conflict with \"(?<manager>[^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Manager();
}

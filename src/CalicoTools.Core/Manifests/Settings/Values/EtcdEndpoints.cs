using System.Globalization;
using System.Net;

namespace CalicoTools.Manifests.Settings.Values;

/// <summary>The client URLs of one etcd cluster, as typed.</summary>
/// <param name="Text">The URLs, joined by commas.</param>
/// <param name="Encrypted">Whether they are https.</param>
internal sealed record EtcdEndpoints(string Text, bool Encrypted)
{
    private const string Https = "https://";
    private const string Http = "http://";

    /// <summary>Reads endpoints.</summary>
    /// <param name="values">URLs; one may hold several, separated by commas.</param>
    /// <returns>The endpoints.</returns>
    public static EtcdEndpoints Parse(IReadOnlyList<string> values)
    {
        var endpoints = values.DefaultIfEmpty("").SelectMany(static value => value.Split(',', StringSplitOptions.TrimEntries)).ToList();
        var text = string.Join(',', endpoints);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in endpoints)
        {
            if (Problem(endpoint) is { } problem)
            {
                throw SettingErrors.EndpointMalformed(endpoint, problem);
            }

            if (!seen.Add(endpoint))
            {
                throw SettingErrors.EndpointRepeated(endpoint);
            }
        }

        var encrypted = endpoints.Count(IsEncrypted);
        return encrypted == 0 || encrypted == endpoints.Count
            ? new EtcdEndpoints(text, encrypted > 0)
            : throw SettingErrors.EndpointsMixed(text);
    }

    /// <summary>Reads what a manifest says; its placeholder is none.</summary>
    /// <param name="text">The value of <c>etcd_endpoints</c>.</param>
    /// <returns>The endpoints; null when the text is not endpoints.</returns>
    public static EtcdEndpoints? TryParse(string text)
    {
        var endpoints = text.Split(',', StringSplitOptions.TrimEntries);
        return endpoints.All(static endpoint => Problem(endpoint) is null) ? new EtcdEndpoints(text, endpoints.Any(IsEncrypted)) : null;
    }

    private static bool IsEncrypted(string endpoint) => endpoint.StartsWith(Https, StringComparison.Ordinal);

    private static string? Problem(string endpoint)
    {
        if (endpoint.Length == 0)
        {
            return "it is empty";
        }

        var scheme = IsEncrypted(endpoint) ? Https : endpoint.StartsWith(Http, StringComparison.Ordinal) ? Http : null;
        if (scheme is null)
        {
            return "it does not begin with https:// or http://";
        }

        var rest = endpoint[scheme.Length..];
        if (rest.Contains('@', StringComparison.Ordinal))
        {
            return "it holds a user name or a password, which etcd's endpoints have none of";
        }

        var colon = rest.LastIndexOf(':');
        if (rest.IndexOfAny('/', '?', '#') is var end and >= 0)
        {
            return $"'{rest[end..]}' follows the port";
        }

        if (colon < 0 || rest.EndsWith(']') || !IsPort(rest[(colon + 1)..]))
        {
            return "it has no port from 1 to 65535";
        }

        return HostNames.IsHost(rest[..colon]) ? null : $"'{rest[..colon]}' is neither a host name nor an address";
    }

    private static bool IsPort(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > IPEndPoint.MinPort;
}

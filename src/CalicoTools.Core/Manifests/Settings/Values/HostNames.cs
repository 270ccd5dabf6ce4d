using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Settings.Values;

/// <summary>Names and addresses as the programs that read a manifest understand them, stricter than this platform's parser.</summary>
internal static partial class HostNames
{
    /// <summary>Whether a text is a name, an IPv4 address or an IPv6 address in brackets, as URLs have it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsHost(string text) => text is ['[', .. var inner, ']']
        ? AddressText.TryParse(inner, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
        : IsName(text) || (AddressText.TryParse(text, out var plain) && plain.AddressFamily == AddressFamily.InterNetwork);

    /// <summary>Whether a text is a DNS name, which a dotted number is not.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsName(string text) => text.Length <= 253 && NamePattern().IsMatch(text) && !AddressText.EndsInNumber(text);

    [GeneratedRegex(@"\A(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\.?\z")]
    private static partial Regex NamePattern();
}

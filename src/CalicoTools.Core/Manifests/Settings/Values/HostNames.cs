using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Settings.Values;

/// <summary>Names and addresses as the programs that read a manifest understand them, which is stricter than this platform's parser.</summary>
internal static partial class HostNames
{
    /// <summary>Whether a text is a name, an IPv4 address or an IPv6 address in brackets, as URLs have it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsHost(string text) => text is ['[', .. var inner, ']']
        ? TryAddress(inner, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
        : IsName(text) || (TryAddress(text, out var plain) && plain.AddressFamily == AddressFamily.InterNetwork);

    /// <summary>Whether a text is a DNS name, which a dotted number is not.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is.</returns>
    public static bool IsName(string text) => text.Length <= 253 && NamePattern().IsMatch(text);

    /// <summary>Reads an address in full notation: no leading zeros, no zone, no missing part.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryAddress(string text, out IPAddress address)
    {
        address = IPAddress.None;
        if (!text.Contains(':'))
        {
            return FourNumbers().IsMatch(text) && IPAddress.TryParse(text, out address!);
        }

        return text.IndexOfAny('%', '[') < 0 && IPAddress.TryParse(text, out address!);
    }

    [GeneratedRegex(@"\A(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\.?\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z")]
    private static partial Regex FourNumbers();
}

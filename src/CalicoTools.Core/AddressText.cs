using System.Net;
using System.Text.RegularExpressions;

namespace CalicoTools;

/// <summary>Parses IP addresses strictly; the platform's parser also takes octal and hexadecimal numbers, zones, ports and prefixes.</summary>
internal static partial class AddressText
{
    /// <summary>Parses an address: four decimal numbers without leading zeros, or IPv6 without brackets and zone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out IPAddress address)
    {
        address = IPAddress.None;
        return text is not null && Address().IsMatch(text) && IPAddress.TryParse(text, out address!);
    }

    /// <summary>Whether some programs take a name for an address: its last part is a number, decimal or hexadecimal.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether they do.</returns>
    public static bool EndsInNumber(string name) => LastNumber().IsMatch(name);

    [GeneratedRegex(
        @"\A([0-9A-Fa-f:]*:)?((0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}|(?<=:)[0-9A-Fa-f]*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"(\A|\.)([0-9]+|0[xX][0-9A-Fa-f]*)\.?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastNumber();
}

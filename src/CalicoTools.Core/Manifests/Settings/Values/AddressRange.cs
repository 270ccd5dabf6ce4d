using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CalicoTools.Manifests.Settings.Values;

/// <summary>An address range, as typed.</summary>
/// <param name="Text">The range as it was typed.</param>
/// <param name="Base">The address in it.</param>
/// <param name="PrefixLength">The length of its prefix, bits.</param>
internal sealed record AddressRange(string Text, IPAddress Base, int PrefixLength)
{
    /// <summary>Whether it is an IPv6 range.</summary>
    public bool IsIPv6 => Base.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>Whether no bit is set beyond its prefix.</summary>
    public bool IsMasked => MaskedBase.Equals(Base);

    /// <summary>The range without bits beyond its prefix.</summary>
    public string Masked => string.Create(CultureInfo.InvariantCulture, $"{MaskedBase}/{PrefixLength}");

    /// <summary>Whether an address is in it.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True when it is; an address of the other family never is.</returns>
    public bool Covers(IPAddress address) => new IPNetwork(MaskedBase, PrefixLength).Contains(address);

    /// <summary>Whether a whole range is in it.</summary>
    /// <param name="other">The range.</param>
    /// <returns>True when it is; a range of the other family never is.</returns>
    public bool Covers(AddressRange other) => other.PrefixLength >= PrefixLength && Covers(other.Base);

    /// <summary>Whether an address is in both this range and another.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when there is one.</returns>
    public bool Overlaps(AddressRange other) => Covers(other) || other.Covers(this);

    private IPAddress MaskedBase
    {
        get
        {
            var bytes = Base.GetAddressBytes();
            for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            }

            return new IPAddress(bytes);
        }
    }

    // What no pod can have an address of: this network, loopback, link-local, multicast, and what is reserved or broadcast.
    private static readonly IPNetwork[] s_special =
    [
        .. new[] { "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "::/127", "fe80::/10", "ff00::/8" }
            .Select(IPNetwork.Parse),
    ];

    /// <summary>The special range that it overlaps with, in which no pod can have an address; null for a range that pods can use.</summary>
    public string? Special => s_special
        .Where(special => special.BaseAddress.AddressFamily == Base.AddressFamily)
        .Where(special => special.Contains(MaskedBase) || new IPNetwork(MaskedBase, PrefixLength).Contains(special.BaseAddress))
        .Select(static special => special.ToString()).FirstOrDefault();

    /// <summary>Reads a range; bits beyond its prefix are allowed.</summary>
    /// <param name="text">An address, a slash and the prefix length.</param>
    /// <returns>The range; null when the text is none.</returns>
    public static AddressRange? TryParse(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0 || !AddressText.TryParse(text[..slash], out var address) || address.IsIPv4MappedToIPv6
            || !byte.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return null;
        }

        return length <= address.GetAddressBytes().Length * 8 ? new AddressRange(text, address, length) : null;
    }
}

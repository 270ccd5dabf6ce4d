using System.Globalization;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>
/// A name a certificate is valid for. Its text tells of what kind it is; tried are, as in cfssl: IP address, e-mail address, URI, DNS name.
/// </summary>
internal static partial class HostName
{
    // The order in which cfssl writes the kinds.
    private static readonly int[] s_order =
        [GeneralName.DnsName, GeneralName.Rfc822Name, GeneralName.IPAddress, GeneralName.UniformResourceIdentifier];

    /// <summary>Encodes the names, by kind and otherwise in the order given.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The extension's value; null when there are no names.</returns>
    /// <exception cref="CertificateException">One of them is of none of these kinds.</exception>
    public static GeneralNames? Encode(IEnumerable<string> names)
    {
        GeneralName[] encoded = [.. names.Select(Encode).OrderBy(static name => Array.IndexOf(s_order, name.TagNo))];
        return encoded.Length > 0 ? new GeneralNames(encoded) : null;
    }

    /// <summary>The names of a certificate that is replaced. Empty ones, as tools write them for a missing value, are left out.</summary>
    /// <param name="names">The names; null for none.</param>
    /// <returns>Those that are not empty; null when there are none.</returns>
    public static GeneralNames? WithoutEmpty(GeneralNames? names)
    {
        GeneralName[] kept =
            [.. (names?.GetNames() ?? []).Where(static name => name.Name is not IAsn1String text || text.GetString().Trim().Length > 0)];
        return kept.Length > 0 ? new GeneralNames(kept) : null;
    }

    /// <summary>Whether a text is of one of these kinds.</summary>
    /// <param name="name">The text.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsName(string name)
    {
        try
        {
            _ = Encode(name);
            return true;
        }
        catch (CertificateException)
        {
            return false;
        }
    }

    /// <summary>Refuses what no server is reached by.</summary>
    /// <param name="names">The names.</param>
    /// <exception cref="CertificateException">One of them is neither a DNS name nor an IP address.</exception>
    public static void CheckServer(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(static name => Encode(name).TagNo is not (GeneralName.DnsName or GeneralName.IPAddress)) is { } other)
        {
            throw IssuingErrors.NotServerName(other, Bare(other));
        }
    }

    /// <summary>A DNS name as certificates hold it.</summary>
    /// <param name="name">The name, in any script.</param>
    /// <returns>The name in ASCII.</returns>
    /// <exception cref="CertificateException">It is no DNS name.</exception>
    public static string Ascii(string name)
    {
        try
        {
            return name.All(char.IsAscii) ? name : new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            throw IssuingErrors.HostNameInvalid(name, bare: null);
        }
    }

    private static GeneralName Encode(string name) =>
        AddressText.TryParse(name, out var address) ? new GeneralName(GeneralName.IPAddress, new DerOctetString(address.GetAddressBytes()))
        : Mail().IsMatch(name) ? new GeneralName(GeneralName.Rfc822Name, name)
        : IsLocator(name) ? new GeneralName(GeneralName.UniformResourceIdentifier, name)
        : IsDomain(name) ? new GeneralName(GeneralName.DnsName, Ascii(name))
        : throw IssuingErrors.HostNameInvalid(name, Bare(name));

    // Other scripts have digits and dots too, which become those of ASCII.
    private static bool IsDomain(string name) =>
        Domain().IsMatch(name) && Ascii(name) is { Length: <= 253 } ascii && Domain().IsMatch(ascii) && !AddressText.EndsInNumber(ascii);

    private static bool IsLocator(string name) => Locator().IsMatch(name) && Uri.IsWellFormedUriString(name, UriKind.Absolute);

    // Of an endpoint of etcd, the host is meant.
    private static string? Bare(string name) =>
        Endpoint().Match(name) is { Success: true } match && match.Groups["host"].Value is var host
            && (AddressText.TryParse(host, out _) || (Domain().IsMatch(host) && !AddressText.EndsInNumber(host)))
            ? host
            : null;

    [GeneratedRegex(@"^[\x21-\x3f\x41-\x7e]+@[A-Za-z0-9.-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*://[\x21-\x7e]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Locator();

    [GeneratedRegex(
        @"^([A-Za-z][A-Za-z0-9+.-]*://)?(\[(?<host>[^\]]*)\]|(?<host>[^/:]+))(:[0-9]+)?(/.*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Endpoint();

    [GeneratedRegex(@"^(\*\.)?[\w]([\w-]{0,61}[\w])?(\.[\w]([\w-]{0,61}[\w])?)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Domain();
}

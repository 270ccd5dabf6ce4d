using System.Buffers;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>A subject, as cfssl writes it: one relative name per attribute, all values of an attribute in it.</summary>
internal sealed record DistinguishedName
{
    /// <summary>The longest common name X.520 allows.</summary>
    public const int LongestCommonName = 64;

    private static readonly SearchValues<char> s_printable =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?");

    /// <summary>C: the country, two letters.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>ST: the state or province.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>L: the locality.</summary>
    public IReadOnlyList<string> Localities { get; init; } = [];

    /// <summary>O: the organization.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];

    /// <summary>OU: the organizational unit.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>CN: the common name.</summary>
    public required string CommonName { get; init; }

    /// <summary>SERIALNUMBER: a number of the subject, not of the certificate.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>What else there is: attributes and their values.</summary>
    public IReadOnlyList<(DerObjectIdentifier Type, Asn1Encodable Value)> Others { get; init; } = [];

    /// <summary>Whether it says more than a common name.</summary>
    public bool HasDetails =>
        Countries.Count + States.Count + Localities.Count + Organizations.Count + Units.Count + Others.Count > 0;

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name as certificates hold it.</param>
    /// <returns>The same; its common name is empty when it has none.</returns>
    public static DistinguishedName Of(X509Name name)
    {
        List<(DerObjectIdentifier Type, Asn1Encodable Value)> all =
        [
            .. Asn1Sequence.GetInstance(name.ToAsn1Object())
                .SelectMany(static part => Asn1Set.GetInstance(part))
                .Select(static part => Asn1Sequence.GetInstance(part))
                .Select(static part => (DerObjectIdentifier.GetInstance(part[0]), part[1])),
        ];
        IReadOnlyList<string> Take(DerObjectIdentifier type)
        {
            List<string> texts = [.. all.Where(part => part.Type.Equals(type)).Select(static part => part.Value).OfType<IAsn1String>()
                .Select(static text => text.GetString())];
            all.RemoveAll(part => part.Type.Equals(type) && part.Value is IAsn1String);
            return texts;
        }

        return new DistinguishedName
        {
            Countries = Take(X509Name.C),
            States = Take(X509Name.ST),
            Localities = Take(X509Name.L),
            Organizations = Take(X509Name.O),
            Units = Take(X509Name.OU),
            CommonName = Take(X509Name.CN) is [var first, ..] ? first : "",
            SerialNumber = Take(X509Name.SerialNumber) is [var number, ..] ? number : null,
            Others = all,
        };
    }

    /// <summary>Encodes the name.</summary>
    /// <returns>The name as certificates hold it.</returns>
    public X509Name Encode()
    {
        (DerObjectIdentifier Type, IReadOnlyList<string> Values)[] attributes =
        [
            (X509Name.C, Countries),
            (X509Name.ST, States),
            (X509Name.L, Localities),
            (X509Name.O, Organizations),
            (X509Name.OU, Units),
            (X509Name.CN, [CommonName]),
            (X509Name.SerialNumber, SerialNumber is null ? [] : [SerialNumber]),
        ];
        return X509Name.GetInstance(new DerSequence(
            attributes.Where(static attribute => attribute.Values.Count > 0)
                .Select(static Asn1Encodable (attribute) => Encode(attribute.Type, attribute.Values))
                .Concat(Others.Select(static other => new DerSet(new DerSequence(other.Type, other.Value))))
                .ToArray()));
    }

    private static DerSet Encode(DerObjectIdentifier type, IReadOnlyList<string> values) =>
        new(values.Select(Asn1Encodable (value) => new DerSequence(type, Encode(value))).ToArray());

    private static DerStringBase Encode(string value) =>
        value.AsSpan().ContainsAnyExcept(s_printable) ? new DerUtf8String(value) : new DerPrintableString(value);
}

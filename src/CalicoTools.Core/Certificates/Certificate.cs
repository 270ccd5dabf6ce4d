using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;

namespace CalicoTools.Certificates;

/// <summary>A certificate with its place in a set.</summary>
internal sealed class Certificate : CalicoCertificate
{
    /// <summary>Gives a certificate its place.</summary>
    /// <param name="name">The name of its files without ending.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="x509">The certificate.</param>
    /// <param name="fileBytes">What its file holds: the certificate, and others beside it where there are any.</param>
    public Certificate(string name, CertificateRole role, X509Certificate x509, ReadOnlyMemory<byte> fileBytes)
    {
        Name = name;
        Role = role;
        X509 = x509;
        FileBytes = fileBytes;
        Subject = DisplayText.Plain(Text(x509.SubjectDN));
        Issuer = DisplayText.Plain(Text(x509.IssuerDN));
        SerialNumber = Convert.ToHexString(x509.SerialNumber.ToByteArrayUnsigned());
        NotBefore = new DateTimeOffset(x509.NotBefore, TimeSpan.Zero);
        NotAfter = new DateTimeOffset(x509.NotAfter, TimeSpan.Zero);
        PublicKey = new PublicKey(x509.SubjectPublicKeyInfo);
        Fingerprint = Convert.ToHexString(SHA256.HashData(x509.GetEncoded()));
        HostNames = [.. AlternativeNames(x509).Select(DisplayText.Plain)];
        Usages = [.. ExtendedUsages(x509)];
        Pem = Encoding.ASCII.GetString(PemText.Encode("CERTIFICATE", x509.GetEncoded()));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override CertificateRole Role { get; }

    /// <inheritdoc/>
    public override string Subject { get; }

    /// <inheritdoc/>
    public override string Issuer { get; }

    /// <inheritdoc/>
    public override string SerialNumber { get; }

    /// <inheritdoc/>
    public override DateTimeOffset NotBefore { get; }

    /// <inheritdoc/>
    public override DateTimeOffset NotAfter { get; }

    /// <inheritdoc/>
    public override string Algorithm => PublicKey.Algorithm;

    /// <inheritdoc/>
    public override string Fingerprint { get; }

    /// <inheritdoc/>
    public override ValueList<string> HostNames { get; }

    /// <inheritdoc/>
    public override ValueList<string> Usages { get; }

    /// <inheritdoc/>
    public override string Pem { get; }

    /// <summary>The certificate itself.</summary>
    internal X509Certificate X509 { get; }

    /// <summary>The key it certifies.</summary>
    internal PublicKey PublicKey { get; }

    /// <summary>What its file holds: the certificate, and others beside it where there are any.</summary>
    internal ReadOnlyMemory<byte> FileBytes { get; }

    /// <summary>The names it is valid for, as it holds them; null for none.</summary>
    internal GeneralNames? EncodedHostNames =>
        X509.GetExtensionParsedValue(X509Extensions.SubjectAlternativeName) is { } value ? GeneralNames.GetInstance(value) : null;

    /// <summary>Whether it names itself as its issuer, as roots do.</summary>
    internal bool IsSelfIssued => X509.SubjectDN.Equivalent(X509.IssuerDN);

    /// <summary>Reads a certificate file.</summary>
    /// <param name="text">The file.</param>
    /// <param name="name">The name of its files without ending.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="isMeant">
    /// Tells which of several is meant, of those the one that is valid longest; the first when none is, or when this is not given.
    /// </param>
    /// <returns>The certificate.</returns>
    /// <exception cref="CertificateException">There is none in the file, or one cannot be decoded.</exception>
    internal static Certificate Read(PemText text, string name, CertificateRole role, Predicate<X509Certificate>? isMeant = null)
    {
        var certificates = PemReader.Certificates(text);
        var meant = isMeant is null ? null : certificates.Where(isMeant.Invoke).MaxBy(static certificate => certificate.NotAfter);
        return new Certificate(name, role, meant ?? certificates[0], PemReader.CertificateBytes(text));
    }

    /// <summary>Gives a certificate just made its place.</summary>
    /// <param name="name">The name of its files without ending.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="x509">The certificate.</param>
    /// <param name="others">What its file holds after it.</param>
    /// <returns>The certificate.</returns>
    internal static Certificate Create(
        string name, CertificateRole role, X509Certificate x509, params IEnumerable<X509Certificate> others) =>
        new(name, role, x509, others.Prepend(x509).SelectMany(static each => PemText.Encode("CERTIFICATE", each.GetEncoded())).ToArray());

    private static string Text(X509Name name) => name.ToString(reverse: true, X509Name.DefaultSymbols);

    private static IEnumerable<string> ExtendedUsages(X509Certificate x509) =>
        x509.GetExtensionParsedValue(X509Extensions.ExtendedKeyUsage) is { } value
            ? ExtendedKeyUsage.GetInstance(value).GetAllUsages().Select(static usage => usage.Id switch
            {
                Oids.ServerAuth => "serverAuth",
                Oids.ClientAuth => "clientAuth",
                var other => other,
            })
            : [];

    private static IEnumerable<string> AlternativeNames(X509Certificate x509) =>
        x509.GetExtensionParsedValue(X509Extensions.SubjectAlternativeName) is { } value
            ? GeneralNames.GetInstance(value).GetNames().Select(AlternativeName)
            : [];

    private static string AlternativeName(GeneralName name) => name.TagNo switch
    {
        GeneralName.DnsName or GeneralName.Rfc822Name or GeneralName.UniformResourceIdentifier => ((IAsn1String)name.Name).GetString(),
        GeneralName.IPAddress => new IPAddress(Asn1OctetString.GetInstance(name.Name).GetOctets()).ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"{name.TagNo}:{name.Name}"),
    };
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CalicoTools.Certificates;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Core.Tests.Certificates.Checks;

/// <summary>CAs between a certificate and the root that are not valid now, judged by openssl and by us.</summary>
public sealed class PathValidityTests : IDisposable
{
    private static readonly DateTimeOffset s_now = DateTimeOffset.UtcNow;
    private readonly IssuedFolder _folder = new();
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _subKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData(-20, -1, PathRules.Expired)]
    [InlineData(1, 20, PathRules.NotYetValid)]
    [InlineData(-20, 20, null)]
    public void An_intermediate_beside_the_certificate_has_to_be_valid(int from, int until, string? expected)
    {
        var root = Root(-100, 100);
        var sub = Sub(root, from, until);
        Write("ca", root);
        Write("calico", Leaf(sub), sub);
        Assert.Equal(expected is null, OpenSslAccepts());
        Assert.Equal(expected, Fault(FindingSeverity.Error));
    }

    [Theory]
    [InlineData(-100, -1, false)]
    [InlineData(-100, 100, true)]
    public void A_root_above_a_trusted_CA_counts_for_other_programs_only(int from, int until, bool isValid)
    {
        var root = Root(from, until);
        var sub = Sub(root, -20, 20);
        Write("ca", sub, root);
        Write("calico", Leaf(sub));
        Assert.Equal(isValid, OpenSslAccepts());
        Assert.Null(Fault(FindingSeverity.Error));
        Assert.Equal(isValid ? null : PathRules.NotStrict, Fault(FindingSeverity.Information));
    }

    [Fact]
    public void Of_an_old_and_a_renewed_intermediate_the_valid_one_counts()
    {
        var root = Root(-100, 100);
        var (old, renewed) = (Sub(root, -20, -1), Sub(root, -10, 20));
        Write("ca", root);
        Write("calico", Leaf(renewed), old, renewed);
        Assert.Null(Fault(FindingSeverity.Error));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _rootKey.Dispose();
        _subKey.Dispose();
        _leafKey.Dispose();
    }

    private X509Certificate2 Root(int from, int until) =>
        Authority("CN=root", _rootKey).CreateSelfSigned(s_now.AddDays(from), s_now.AddDays(until));

    private X509Certificate2 Sub(X509Certificate2 root, int from, int until) => Signed(Authority("CN=sub", _subKey), root, _rootKey, from, until);

    private X509Certificate2 Leaf(X509Certificate2 sub)
    {
        var request = new CertificateRequest("CN=calico", _leafKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Oids.ClientAuth)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return Signed(request, sub, _subKey, -5, 10);
    }

    private static CertificateRequest Authority(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static X509Certificate2 Signed(CertificateRequest request, X509Certificate2 issuer, ECDsa key, int from, int until)
    {
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), s_now.AddDays(from), s_now.AddDays(until), RandomNumberGenerator.GetBytes(8));
    }

    private void Write(string name, params X509Certificate2[] certificates) =>
        _folder.Write($"{name}.pem", string.Concat(certificates.Select(static certificate => $"{certificate.ExportCertificatePem()}\n")));

    private bool OpenSslAccepts() => ExternalProgram.Try(
        "openssl", ["verify", "-x509_strict", "-CAfile", _folder["ca.pem"], "-untrusted", _folder["calico.pem"], _folder["calico.pem"]]).ExitCode == 0;

    private string? Fault(FindingSeverity severity)
    {
        using var leaf = PemText.Load(_folder["calico.pem"], TestContext.Current.CancellationToken);
        using var authority = PemText.Load(_folder["ca.pem"], TestContext.Current.CancellationToken);
        var set = new UncheckedSet(
            null,
            Certificate.Read(authority, "ca", CertificateRole.CA),
            Certificate.Read(leaf, "calico", CertificateRole.Client),
            [],
            new Dictionary<string, PrivateKey>());
        return ChainRules.Check(set, s_now).Where(finding => finding.Severity == severity).Select(static finding => finding.RuleId).SingleOrDefault();
    }
}

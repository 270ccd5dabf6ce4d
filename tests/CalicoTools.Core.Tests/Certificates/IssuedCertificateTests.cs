using System.Text;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

public sealed class IssuedCertificateTests
{
    public static TheoryData<KeyAlgorithm> Algorithms => [.. Enum.GetValues<KeyAlgorithm>()];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Openssl_verifies_the_chain_and_reads_every_key(KeyAlgorithm algorithm)
    {
        using var folder = new IssuedFolder();
        folder.Issue(new() { KeyAlgorithm = algorithm, Members = [EtcdMember.Named("etcd1", ["etcd1.lan", "192.168.10.73"])] });

        OpenSsl.Verify(folder["ca.pem"], folder["calico.pem"], "-purpose", "sslclient");
        OpenSsl.Verify(folder["ca.pem"], folder["etcd1.pem"], "-purpose", "sslserver", "-verify_hostname", "etcd1.lan");
        OpenSsl.Verify(folder["ca.pem"], folder["etcd1.pem"], "-purpose", "sslclient", "-verify_ip", "192.168.10.73");
        foreach (var name in new[] { "ca", "calico", "etcd1" })
        {
            OpenSsl.Run("pkey", "-in", folder[$"{name}-key.pem"], "-noout", "-check");
            Assert.Equal(
                OpenSsl.Run("pkey", "-in", folder[$"{name}-key.pem"], "-pubout"),
                OpenSsl.Run("x509", "-in", folder[$"{name}.pem"], "-noout", "-pubkey"));
        }
    }

    [Theory]
    [InlineData(KeyAlgorithm.ECDsaP256, "-----BEGIN EC PRIVATE KEY-----", "ECDSA P-256")]
    [InlineData(KeyAlgorithm.ECDsaP384, "-----BEGIN EC PRIVATE KEY-----", "ECDSA P-384")]
    [InlineData(KeyAlgorithm.ECDsaP521, "-----BEGIN EC PRIVATE KEY-----", "ECDSA P-521")]
    [InlineData(KeyAlgorithm.RSA2048, "-----BEGIN RSA PRIVATE KEY-----", "RSA 2048")]
    [InlineData(KeyAlgorithm.Ed25519, "-----BEGIN PRIVATE KEY-----", "Ed25519")]
    public void Keys_have_the_form_their_readers_know(KeyAlgorithm algorithm, string firstLine, string name)
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue(new() { KeyAlgorithm = algorithm });

        Assert.StartsWith(firstLine, File.ReadAllText(folder["calico-key.pem"]), StringComparison.Ordinal);
        Assert.Equal(name, set.Client.Algorithm);
        Assert.Equal(name, set.CA.Algorithm);
    }

    [Fact]
    public void A_certificate_says_of_itself_what_openssl_says_of_it()
    {
        using var folder = new IssuedFolder();
        var client = folder.Issue(new() { Organizations = ["k8s 组织"], HostNames = ["b.lan", "10.0.0.1", "a.lan"] }).Client;

        Assert.Equal(
            $"subject={client.Subject}\nissuer={client.Issuer}\nserial={client.SerialNumber}\n",
            OpenSsl.Run("x509", "-in", folder["calico.pem"], "-noout", "-subject", "-issuer", "-serial", "-nameopt", "RFC2253,-esc_msb"));
        Assert.Equal(
            $"sha256 Fingerprint={client.Fingerprint}\n",
            OpenSsl.Run("x509", "-in", folder["calico.pem"], "-noout", "-fingerprint", "-sha256")
                .Replace(":", "", StringComparison.Ordinal));
        Assert.Equal(["b.lan", "a.lan", "10.0.0.1"], client.HostNames);
        Assert.Equal(["clientAuth"], client.Usages);
        Assert.Equal(File.ReadAllText(folder["calico.pem"]), client.Pem);
        Assert.Equal("CN=calico,O=k8s 组织", client.ToString());
    }

    [Fact]
    public void The_trio_is_the_base64_of_the_files()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue();

        Assert.Equal(ExternalBase64(folder["ca.pem"]), set.EtcdCa);
        Assert.Equal(ExternalBase64(folder["calico.pem"]), set.EtcdCert);
        Assert.Equal(ExternalBase64(folder["calico-key.pem"]), new System.Net.NetworkCredential("", set.EtcdKey).Password);
        Assert.True(set.EtcdKey.IsReadOnly());
    }

    [Fact]
    public void A_set_keeps_its_certificates_and_keys_when_it_gets_a_path()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue();

        var written = set.WithPath("pki");

        Assert.Equal("pki", written.Path);
        Assert.Same(set.Client, written.Client);
        Assert.Same(set.KeyOf(set.Client), written.KeyOf(written.Client));
    }

    [Fact]
    public void Fifty_years_are_possible_and_openssl_reads_the_end()
    {
        using var folder = new IssuedFolder();
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        folder.Issue(new() { ValidFor = TimeSpan.FromDays(50 * 365), CAValidFor = TimeSpan.FromDays(50 * 365) }, now);

        Assert.Equal(
            "notBefore=Nov 23 11:55:00 2026 GMT\nnotAfter=Nov 10 11:55:00 2076 GMT\n",
            OpenSsl.Run("x509", "-in", folder["calico.pem"], "-noout", "-dates"));
    }

    [Fact]
    public void Serial_numbers_have_160_random_bits_with_the_top_one_clear()
    {
        using var folder = new IssuedFolder();
        var numbers = Enumerable.Range(0, 64).Select(_ => folder.Issue().Client.SerialNumber).ToList();

        Assert.Equal(64, numbers.Distinct().Count());
        Assert.All(numbers, static number => Assert.InRange(number.Length, 36, 40));
        Assert.All(numbers.Where(static number => number.Length == 40), static number => Assert.InRange(number[0], '0', '7'));
        Assert.Contains(numbers, static number => number.Length == 40 && number[0] >= '4');
    }

    [Fact]
    public void Keys_show_in_no_text_of_the_set()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue();
        var secret = Encoding.ASCII.GetString(set.KeyOf(set.Client)!.Pem().Span).Split('\n')[1];

        Assert.DoesNotContain(secret, $"{set} {set.Client} {set.KeyOf(set.Client)} {set.EtcdKey}", StringComparison.Ordinal);
        Assert.Equal("private key (ECDSA P-256)", set.KeyOf(set.Client)!.ToString());
    }

    [Fact]
    public void A_disposed_key_is_gone()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue();
        var key = set.KeyOf(set.Client)!;
        var pem = key.Pem();

        key.Dispose();

        Assert.All(pem.ToArray(), static octet => Assert.Equal(0, octet));
        Assert.Throws<ObjectDisposedException>(() => key.Pem());
    }

    private static string ExternalBase64(string file) => ExternalProgram.Run("base64", "-w0", file);
}

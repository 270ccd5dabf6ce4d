using System.Net;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

public sealed class ExistingAuthorityTests
{
    private const string Password = "pässwörd 密";

    public static TheoryData<string, string[]> KeyForms => new()
    {
        { "PKCS#1", ["rsa", "-traditional"] },
        { "PKCS#1, legacy encryption", ["rsa", "-traditional", "-aes256", "-passout", $"pass:{Password}"] },
        { "PKCS#1, legacy triple DES", ["rsa", "-traditional", "-des3", "-passout", $"pass:{Password}"] },
        { "PKCS#8", ["pkcs8", "-topk8", "-nocrypt"] },
        { "PKCS#8, PBES2 with AES", ["pkcs8", "-topk8", "-passout", $"pass:{Password}"] },
        { "PKCS#8, AES-128 and SHA-512", ["pkcs8", "-topk8", "-v2", "aes128", "-v2prf", "hmacWithSHA512", "-passout", $"pass:{Password}"] },
        { "PKCS#8, PKCS#12 scheme", ["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES", "-passout", $"pass:{Password}"] },
    };

    public static TheoryData<string[]> EllipticCurveForms => new()
    {
        { ["ec"] },
        { ["ec", "-aes128", "-passout", $"pass:{Password}"] },
        { ["pkcs8", "-topk8", "-nocrypt"] },
        { ["pkcs8", "-topk8", "-passout", $"pass:{Password}"] },
    };

    [Theory]
    [MemberData(nameof(KeyForms))]
    public void An_rsa_key_is_read_in_every_form_openssl_writes(string form, string[] conversion)
    {
        Assert.NotEmpty(form);
        using var folder = new IssuedFolder();
        OpenSsl.Run("genrsa", "-out", folder["ca-key.pem"], "2048");
        var authority = folder.OpenSslAuthority("/CN=own-ca");

        SignWith(folder, authority, conversion);
    }

    [Theory]
    [MemberData(nameof(EllipticCurveForms))]
    public void An_ec_key_is_read_in_every_form_openssl_writes(string[] conversion)
    {
        using var folder = new IssuedFolder();
        SignWith(folder, folder.OpenSslAuthority("/CN=own-ca"), conversion);
    }

    [Theory]
    [InlineData]
    [InlineData("-aes256", "-passout", $"pass:{Password}")]
    public void An_ed25519_key_is_read_encrypted_or_not(params string[] encryption)
    {
        using var folder = new IssuedFolder();
        OpenSsl.Run(["genpkey", "-algorithm", "ed25519", "-out", folder["ca-key.pem"]]);
        var authority = folder.OpenSslAuthority("/CN=own-ca");
        OpenSsl.Run(["pkey", "-in", folder["ca-key.pem"], "-out", folder["other-key.pem"], .. encryption]);

        Issue(folder, authority, folder["other-key.pem"]);
    }

    [Fact]
    public void Parameters_before_an_ec_key_do_not_disturb()
    {
        using var folder = new IssuedFolder();
        OpenSsl.Run("ecparam", "-name", "secp384r1", "-genkey", "-out", folder["ca-key.pem"]);

        Issue(folder, folder.OpenSslAuthority("/CN=own-ca"), folder["ca-key.pem"]);

        Assert.Contains("EC PARAMETERS", File.ReadAllText(folder["ca-key.pem"]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_without_key_usage_and_identifier_gets_an_identifier_computed()
    {
        using var folder = new IssuedFolder();
        var bare = folder.Write("bare.cnf", """
            [req]
            distinguished_name=dn
            [dn]
            [ca]
            basicConstraints=CA:TRUE
            subjectKeyIdentifier=none
            authorityKeyIdentifier=none

            """);
        Issue(folder, folder.OpenSslAuthority("/CN=own-ca", "-config", bare, "-extensions", "ca"), folder["ca-key.pem"]);

        Assert.DoesNotContain("Key Identifier", Text(folder["ca.pem"]), StringComparison.Ordinal);
        Assert.Contains("Authority Key Identifier", Text(folder["calico.pem"]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_of_an_existing_authority_is_not_in_the_set()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue(folder.OpenSslAuthority("/CN=own-ca"));

        Assert.Null(set.KeyOf(set.CA));
        Assert.NotNull(set.KeyOf(set.Client));
    }

    [Fact]
    public void In_a_bundle_the_certificate_that_fits_the_key_signs_and_the_bundle_stays_as_it_was_given()
    {
        using var folder = new IssuedFolder();
        folder.OpenSslAuthority("/CN=other-ca");
        var other = File.ReadAllText(folder["ca.pem"]);
        File.Delete(folder["ca-key.pem"]);
        var authority = folder.OpenSslAuthority("/O=own/CN=own-ca");
        var bundle = $"# the old one\n{other}\n# ours\n{File.ReadAllText(folder["ca.pem"])}";
        folder.Write("ca.pem", bundle);

        var set = folder.Issue(authority);

        Assert.Equal("CN=own-ca,O=own", set.CA.Subject);
        Assert.Equal("CN=own-ca,O=own", set.Client.Issuer);
        Assert.Equal(bundle, File.ReadAllText(folder["ca.pem"]));
        Assert.Single(File.ReadLines(folder["calico.pem"]), static line => line == "-----BEGIN CERTIFICATE-----");
        OpenSsl.Run("verify", "-CAfile", folder["ca.pem"], folder["calico.pem"]);
    }

    [Fact]
    public void Certificate_and_key_may_be_in_one_file_and_the_key_stays_out_of_the_trio()
    {
        using var folder = new IssuedFolder();
        folder.OpenSslAuthority("/CN=own-ca");
        var certificate = File.ReadAllText(folder["ca.pem"]);
        var both = folder.Write("both.pem", File.ReadAllText(folder["ca-key.pem"]) + certificate);

        var set = folder.Issue(new() { CAPath = both, CAKeyPath = both });

        Assert.Equal(certificate, File.ReadAllText(folder["ca.pem"]));
        Assert.Equal(certificate, System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(set.EtcdCa)));
    }

    [Fact]
    public void Below_an_intermediate_authority_the_client_brings_the_chain_without_the_root()
    {
        using var folder = new IssuedFolder();
        var authority = Intermediate(folder, "basicConstraints=critical,CA:TRUE,pathlen:1");

        var set = folder.Issue(authority);

        Assert.Equal("CN=intermediate", set.CA.Subject);
        Assert.Equal(2, File.ReadLines(folder["calico.pem"]).Count(static line => line == "-----BEGIN CERTIFICATE-----"));
        OpenSsl.Verify(folder["root.pem"], folder["calico.pem"], "-untrusted", folder["calico.pem"]);
    }

    [Fact]
    public void A_root_that_allows_no_authority_below_it_is_refused_with_one_below_it()
    {
        using var folder = new IssuedFolder();

        Assert.Equal("CAPathLengthExceeded", folder.Refusal(Intermediate(folder, "basicConstraints=critical,CA:TRUE,pathlen:0")).ErrorId);
    }

    [Fact]
    public void Of_a_renewed_authority_the_newer_certificate_signs()
    {
        using var folder = new IssuedFolder();
        folder.OpenSslAuthority("/CN=own-ca", "-days", "10");
        var old = File.ReadAllText(folder["ca.pem"]);
        var authority = folder.OpenSslAuthority("/CN=own-ca");
        folder.Write("ca.pem", old + File.ReadAllText(folder["ca.pem"]));

        Assert.InRange(folder.Issue(authority).CA.DaysLeft, 3640, 3650);
        Assert.Empty(folder.Warnings);
    }

    private static CertificateOptions Intermediate(IssuedFolder folder, string rootConstraints)
    {
        var config = folder.Write("root.cnf", $"""
            [req]
            distinguished_name=dn
            [dn]
            [ca]
            subjectKeyIdentifier=hash
            keyUsage=critical,keyCertSign
            {rootConstraints}

            """);
        folder.OpenSslAuthority("/CN=root", "-config", config, "-extensions", "ca");
        File.Move(folder["ca.pem"], folder["root.pem"]);
        File.Move(folder["ca-key.pem"], folder["root-key.pem"]);
        var extensions = folder.Write("sub.cnf", """
            subjectKeyIdentifier=hash
            authorityKeyIdentifier=keyid
            keyUsage=critical,keyCertSign
            basicConstraints=critical,CA:TRUE,pathlen:0

            """);
        OpenSsl.Run(
            "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", folder["ca-key.pem"], "-out", folder["sub.csr"],
            "-subj", "/CN=intermediate");
        OpenSsl.Run(
            "x509", "-req", "-in", folder["sub.csr"], "-CA", folder["root.pem"], "-CAkey", folder["root-key.pem"],
            "-CAcreateserial", "-days", "3000", "-extfile", extensions, "-out", folder["sub.pem"]);
        folder.Write("ca.pem", File.ReadAllText(folder["sub.pem"]) + File.ReadAllText(folder["root.pem"]));
        return folder.ExistingAuthority();
    }

    private static void SignWith(IssuedFolder folder, CertificateOptions authority, string[] conversion)
    {
        OpenSsl.Run(
            [conversion[0], "-in", folder["ca-key.pem"], "-out", folder["other-key.pem"], .. conversion[1..]]);
        Issue(folder, authority, folder["other-key.pem"]);
    }

    private static void Issue(IssuedFolder folder, CertificateOptions authority, string keyPath)
    {
        folder.Issue(new()
        {
            CAPath = authority.CAPath,
            CAKeyPath = keyPath,
            CAKeyPassword = new NetworkCredential("", Password).SecurePassword,
        });
        OpenSsl.Run("verify", "-CAfile", folder["ca.pem"], "-purpose", "sslclient", folder["calico.pem"]);
    }

    private static string Text(string file) => OpenSsl.Run("x509", "-in", file, "-noout", "-text");
}

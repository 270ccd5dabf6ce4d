using System.Net;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

public sealed class AuthorityRefusalTests
{
    [Fact]
    public void An_expired_authority_does_not_sign()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");

        var error = folder.Refusal(authority, DateTimeOffset.UtcNow.AddDays(3651));

        Assert.Equal("CAExpired", error.ErrorId);
        Assert.Contains("CN=own-ca", error.Message, StringComparison.Ordinal);
        Assert.Equal(folder["ca.pem"], error.Subject);
    }

    [Fact]
    public void An_authority_that_is_not_yet_valid_does_not_sign()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");

        Assert.Equal("CANotYetValid", folder.Refusal(authority, DateTimeOffset.UtcNow.AddDays(-1)).ErrorId);
    }

    [Theory]
    [InlineData("basicConstraints=CA:FALSE", "CANotAuthority")]
    [InlineData("subjectKeyIdentifier=hash", "CANotAuthority")]
    [InlineData("basicConstraints=CA:TRUE\nkeyUsage=critical,digitalSignature,cRLSign", "CAMayNotSign")]
    [InlineData("basicConstraints=CA:TRUE\nextendedKeyUsage=serverAuth", "CAForbidsClientAuth")]
    public void A_certificate_that_may_not_sign_clients_does_not_sign(string extensions, string errorId)
    {
        using var folder = new IssuedFolder();
        var config = folder.Write("ca.cnf", $"[req]\ndistinguished_name=dn\n[dn]\n[ca]\n{extensions}\n");

        Assert.Equal(errorId, folder.Refusal(folder.OpenSslAuthority("/CN=own-ca", "-config", config, "-extensions", "ca")).ErrorId);
    }

    [Fact]
    public void A_key_of_another_certificate_does_not_sign()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");
        OpenSsl.Run("genpkey", "-algorithm", "ed25519", "-out", folder["ca-key.pem"]);

        Assert.Equal("CAKeyMismatch", folder.Refusal(authority).ErrorId);
    }

    [Fact]
    public void A_weak_rsa_key_does_not_sign()
    {
        using var folder = new IssuedFolder();
        OpenSsl.Run("genrsa", "-out", folder["ca-key.pem"], "1024");

        Assert.Equal("RsaKeyTooSmall", folder.Refusal(folder.OpenSslAuthority("/CN=own-ca")).ErrorId);
    }

    [Theory]
    [InlineData("ecparam", "-name", "secp256k1", "-genkey", "-noout")]
    [InlineData("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-param_enc", "explicit")]
    [InlineData("genpkey", "-algorithm", "ed448")]
    [InlineData("genpkey", "-algorithm", "rsa-pss")]
    public void A_key_that_etcd_cannot_use_does_not_sign(params string[] generation)
    {
        using var folder = new IssuedFolder();
        OpenSsl.Run([.. generation, "-out", folder["ca-key.pem"]]);
        var authority = folder.OpenSslAuthority("/CN=own-ca");

        var error = folder.Refusal(authority);

        Assert.Equal("KeyNotSupported", error.ErrorId);
        Assert.StartsWith($"{folder["ca-key.pem"]}:1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_key_an_authority_does_not_sign()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");

        Assert.Equal("CAKeyMissing", folder.Refusal(new() { CAPath = authority.CAPath }).ErrorId);
    }

    [Fact]
    public void A_certificate_that_would_outlive_its_authority_is_refused_when_its_end_was_asked_for()
    {
        using var folder = new IssuedFolder();
        folder.OpenSslAuthority("/CN=own-ca", "-days", "30");

        var error = folder.Refusal(folder.ExistingAuthority(TimeSpan.FromDays(31)));

        Assert.Equal("CertificateOutlivesCA", error.ErrorId);
        Assert.Equal(ErrorKind.InvalidArgument, error.Kind);
    }

    [Fact]
    public void It_ends_with_its_authority_and_a_warning_when_nothing_was_asked_for()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue(folder.OpenSslAuthority("/CN=own-ca", "-days", "30"));

        Assert.Equal(set.CA.NotAfter, set.Client.NotAfter);
        Assert.Contains("-ValidFor", Assert.Single(folder.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_authority_is_outlived_no_more_than_an_old_one()
    {
        using var folder = new IssuedFolder();

        Assert.Equal(
            "CertificateOutlivesCA",
            folder.Refusal(new() { CAValidFor = TimeSpan.FromDays(10), ValidFor = TimeSpan.FromDays(11) }).ErrorId);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder["ca.pem"])!));
    }

    [Fact]
    public void A_subject_equal_to_its_issuers_is_refused_for_client_and_members()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=calico");

        Assert.Equal("SubjectEqualsIssuer", folder.Refusal(authority).ErrorId);
        Assert.Equal("SubjectEqualsIssuer", folder.Refusal(new() { CACommonName = "calico" }).ErrorId);
        Assert.Equal(
            "SubjectEqualsIssuer",
            folder.Refusal(new() { CACommonName = "etcd1", Members = [EtcdMember.Named("etcd1", ["etcd1.lan"])] }).ErrorId);
    }

    [Fact]
    public void What_is_said_about_a_new_authority_beside_an_existing_one_gives_a_warning()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");

        folder.Issue(new() { CAPath = authority.CAPath, CAKeyPath = authority.CAKeyPath, CACommonName = "new-ca" });

        Assert.Contains("CN=own-ca", Assert.Single(folder.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_encrypted_in_an_unusual_way_is_not_said_to_have_another_password()
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");
        OpenSsl.Run(
            "pkcs8", "-topk8", "-scrypt", "-in", folder["ca-key.pem"], "-out", folder["other-key.pem"], "-passout", "pass:it is");

        var error = folder.Refusal(new()
        {
            CAPath = authority.CAPath,
            CAKeyPath = folder["other-key.pem"],
            CAKeyPassword = new NetworkCredential("", "it is").SecurePassword,
        });

        Assert.Equal("KeyEncryptionNotSupported", error.ErrorId);
    }

    [Theory]
    [InlineData(null, "KeyPasswordMissing")]
    [InlineData("", "KeyPasswordMissing")]
    [InlineData("not it", "KeyPasswordWrong")]
    public void An_encrypted_key_needs_its_password(string? password, string errorId)
    {
        using var folder = new IssuedFolder();
        var authority = folder.OpenSslAuthority("/CN=own-ca");
        foreach (var form in new[] { new[] { "pkcs8", "-topk8" }, ["ec", "-aes256"], ["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES"] })
        {
            OpenSsl.Run([.. form, "-in", folder["ca-key.pem"], "-out", folder["other-key.pem"], "-passout", "pass:it is"]);

            var error = folder.Refusal(new()
            {
                CAPath = authority.CAPath,
                CAKeyPath = folder["other-key.pem"],
                CAKeyPassword = password is null ? null : new NetworkCredential("", password).SecurePassword,
            });

            Assert.Equal(errorId, error.ErrorId);
            Assert.StartsWith($"{folder["other-key.pem"]}:1: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("not it", error.ToString(), StringComparison.Ordinal);
        }
    }
}

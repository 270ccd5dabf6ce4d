using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

public sealed class RenewalTests : PkiFolderTests
{
    [Fact]
    public void Force_renews_the_certificates_below_the_same_authority()
    {
        Run("-Path pki -EtcdHost @{ etcd1 = 'etcd1.lan' }").Succeeded();
        var before = Contents();

        Run("-Path pki -EtcdHost @{ etcd1 = 'etcd1.lan' } -Force").Succeeded();

        var after = Contents();
        Assert.Equal(
            ["ca-key.pem", "ca.pem", "etcd-ca"], before.Keys.Where(name => before[name] == after[name]).Order(StringComparer.Ordinal));
        Verify("calico.pem");
        Verify("etcd1.pem");
    }

    [Fact]
    public void A_new_authority_replaces_the_old_one_only_after_a_yes()
    {
        Run("-Path pki").Succeeded();
        var before = Contents();

        Assert.Empty(ModuleShell.Run($"{Here()}; New-CalicoCerts -Path pki -NewCA", "n\n").Succeeded());
        Assert.Empty(ModuleShell.Run($"{Here()}; New-CalicoCerts -Path pki -NewCA", "\n").Succeeded());
        Assert.Empty(ModuleShell.Run($"{Here()}; New-CalicoCerts -Path pki -Force -Confirm", "n\n").Succeeded());
        Assert.Equal(before, Contents());

        ModuleShell.Run($"{Here()}; New-CalicoCerts -Path pki -NewCA", "y\n").Succeeded();
        var after = Contents();
        Assert.NotEqual(before["ca.pem"], after["ca.pem"]);
        Assert.Contains(before["ca-key.pem"], after.Values);
        Verify("calico.pem");
    }

    [Theory]
    [InlineData("-NewCA -Force")]
    [InlineData("-NewCA -Confirm:$false")]
    public void A_new_authority_replaces_the_old_one_without_asking_when_told_so(string arguments)
    {
        Run("-Path pki").Succeeded();
        var before = Contents();

        Run($"-Path pki {arguments}").Succeeded();

        Assert.NotEqual(before["ca.pem"], Contents()["ca.pem"]);
        Verify("calico.pem");
    }

    [Fact]
    public void Another_authority_than_theFolder_s_changes_nothing_even_with_force()
    {
        Run("-Path pki").Succeeded();
        MakeAuthority(Folder["own"]);
        var before = Contents();

        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -Force").Failed("CertificateAuthorityExists");

        Assert.Equal(before, Contents());
    }

    [Fact]
    public void Another_authority_takes_the_place_of_theFolder_s_when_told_so()
    {
        Run("-Path pki -EtcdHost e1.lan").Succeeded();
        MakeAuthority(Folder["own"]);
        var before = Contents();

        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -NewCA -Force").Succeeded();

        Assert.Equal(System.IO.File.ReadAllText(Folder["own/ca.pem"]), Contents()["ca.pem"]);
        Assert.False(System.IO.File.Exists(File("ca-key.pem")));
        Assert.Contains(before["ca-key.pem"], Contents().Values);
        Verify("calico.pem");
        Verify("e1.lan.pem");
    }

    [Fact]
    public void A_preview_tells_what_is_replaced_and_what_is_kept_aside()
    {
        Run("-Path pki -EtcdHost e1.lan").Succeeded();

        var renewal = Run("-Path pki -Force -WhatIf").Everything;
        var replacement = Run("-Path pki -Force -NewCA -WhatIf").Everything;

        Assert.Contains(
            "replacing calico.pem, calico-key.pem, e1.lan.pem, e1.lan-key.pem, etcd-ca, etcd-cert, etcd-key", renewal,
                StringComparison.Ordinal);
        Assert.DoesNotContain("authority", renewal, StringComparison.Ordinal);
        Assert.Contains("Replace the certificate authority, whose files are kept aside", replacement, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_with_its_members_is_renewed_at_once()
    {
        Run("-Path pki -ValidFor 20d -EtcdHost e1.lan, 'bücher.example'").Succeeded();
        var before = Contents();

        var renewal = Run("-Path pki -Force -Verbose");

        renewal.Succeeded();
        Assert.Contains(renewal.Verbose, static line => line.Contains("'e1.lan' is issued again", StringComparison.Ordinal));
        Assert.Equal(["True"], ModuleShell.Run($"{Here()}; Test-CalicoCerts pki -NotExpiringWithin 19d -Quiet").Succeeded());
        var after = Contents();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        foreach (var name in new[] { "e1.lan", "xn--bcher-kva.example" })
        {
            Assert.NotEqual(before[$"{name}-key.pem"], after[$"{name}-key.pem"]);
            Verify($"{name}.pem");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-NewCA")]
    public void A_renewed_certificate_keeps_its_identity(string argument)
    {
        Run("-Path pki -CommonName alice -HostName a.lan, 10.1.2.3 -Organization Foo -KeyAlgorithm RSA2048 -CACommonName root").Succeeded();
        Run("-Path pki -Force -EtcdHost @{ e1 = 'e1.lan' } -KeyAlgorithm Ed25519").Succeeded();
        Run("-Path pki -Force -CommonName bob -KeyAlgorithm ECDsaP384").Succeeded();
        var before = Identities();

        Run($"-Path pki -Force {argument}").Succeeded();

        Assert.Equal(before, Identities());
        Assert.Contains("CN = bob", before[1], StringComparison.Ordinal);
        Assert.Contains("O = Foo", before[1], StringComparison.Ordinal);
        Assert.Contains("DNS:a.lan, IP Address:10.1.2.3", before[1], StringComparison.Ordinal);
        Assert.Contains("O = Foo", before[2], StringComparison.Ordinal);
        Assert.Contains("DNS:e1.lan", before[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_certificate_of_somebody_else_is_left_alone()
    {
        Run("-Path pki -EtcdHost e1.lan").Succeeded();
        System.IO.File.Move(File("e1.lan.pem"), File("kubernetes.pem"));
        System.IO.File.Move(File("e1.lan-key.pem"), File("kubernetes-key.pem"));
        var before = Contents();

        var renewal = Run("-Path pki -Force");

        renewal.Succeeded();
        Assert.Contains("kubernetes", Assert.Single(renewal.Warnings), StringComparison.Ordinal);
        Assert.Equal(before["kubernetes-key.pem"], Contents()["kubernetes-key.pem"]);
        Assert.Equal(before["kubernetes.pem"], Contents()["kubernetes.pem"]);
    }

    [Fact]
    public void A_certificate_made_by_hand_keeps_its_length_of_validity_and_loses_an_empty_name()
    {
        MakeAuthority(Pki);
        // What a template makes of a name that nobody filled in: a DNS name of no length.
        System.IO.File.WriteAllText(Folder["ext"], "subjectAltName=DER:30:07:82:00:82:03:61:2e:62\nextendedKeyUsage=clientAuth\nkeyUsage=digitalSignature\n");
        ExternalProgram.Run(
            "openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=calico", "-keyout", File("calico-key.pem"),
            "-out", Folder["csr"]);
        ExternalProgram.Run(
            "openssl", "x509", "-req", "-in", Folder["csr"], "-CA", File("ca.pem"), "-CAkey", File("ca-key.pem"), "-days", "1825", "-extfile", Folder["ext"], "-out",
            File("calico.pem"));

        Run("-Path pki -Force").Succeeded();

        var text = ExternalProgram.Run("openssl", "x509", "-in", File("calico.pem"), "-noout", "-ext", "subjectAltName");
        Assert.Contains("DNS:a.b", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DNS:,", text, StringComparison.Ordinal);
        Assert.Equal("1825", Assert.Single(ModuleShell.Run(
            $"{Here()}; $c = (Get-CalicoCerts pki).Client; ($c.NotAfter - $c.NotBefore).TotalDays").Succeeded()));
    }

    private List<string> Identities() =>
    [
        .. new[] { "ca.pem", "calico.pem", "e1.pem" }.Where(name => System.IO.File.Exists(File(name))).Select(name =>
            ExternalProgram.Run("openssl", "x509", "-in", File(name), "-noout", "-subject", "-ext", "subjectAltName")
            + string.Join('\n', ExternalProgram.Run("openssl", "x509", "-in", File(name), "-noout", "-text").Split('\n')
                .Where(static line => line.Contains("Public Key Algorithm", StringComparison.Ordinal)
                    || line.Contains("Public-Key", StringComparison.Ordinal) || line.Contains("NIST CURVE", StringComparison.Ordinal)))),
    ];
}

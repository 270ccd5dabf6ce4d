using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

public sealed class NewCalicoCertsTests : PkiFolderTests
{
    [Fact]
    public void A_newFolder_gets_the_whole_set_and_no_more()
    {
        Assert.Equal([$"CN=calico ({Pki})"], Run("-Path pki").Succeeded());

        Assert.Equal(
            ["ca-key.pem", "ca.pem", "calico-key.pem", "calico.pem", "etcd-ca", "etcd-cert", "etcd-key"],
            Directory.GetFileSystemEntries(Pki).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Verify("calico.pem");
        foreach (var (value, file) in new[] { ("etcd-ca", "ca.pem"), ("etcd-cert", "calico.pem"), ("etcd-key", "calico-key.pem") })
        {
            Assert.Equal(ExternalProgram.Run("base64", "-w0", File(file)), System.IO.File.ReadAllText(File(value)));
        }
    }

    [Fact]
    public void Without_a_path_nothing_is_written()
    {
        Assert.Equal(["CN=calico"], Run("").Succeeded());

        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public void A_preview_writes_nothing_and_gives_nothing()
    {
        var result = Run("-Path pki -WhatIf");

        Assert.Empty(result.Succeeded());
        Assert.Contains("ca, calico", result.Everything, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public void What_is_there_stays_without_force()
    {
        Run("-Path pki").Succeeded();
        var before = Contents();

        var error = Run("-Path pki").Failed("CertificateFilesExist");

        Assert.Equal("ResourceExists", error.Category);
        Assert.Contains("-Force", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public void An_authority_found_in_theFolder_signs()
    {
        MakeAuthority(Pki);
        var before = Contents();

        var result = Run("-Path pki -Verbose");

        result.Succeeded();
        Assert.Contains(result.Verbose, static line => line.Contains("CN=own-ca", StringComparison.Ordinal));
        Assert.Equal((before["ca.pem"], before["ca-key.pem"]), (Contents()["ca.pem"], Contents()["ca-key.pem"]));
        Verify("calico.pem");
    }

    [Fact]
    public void An_authority_in_theFolder_without_its_key_is_missed_not_replaced()
    {
        MakeAuthority(Pki);
        System.IO.File.Move(File("ca-key.pem"), Folder["away.pem"]);

        Assert.Contains("-NewCA", Run("-Path pki").Failed("CAKeyMissing").Remedy, StringComparison.Ordinal);
        Run("-Path pki -CAPath pki/ca.pem -CAKeyPath away.pem").Succeeded();

        Verify("calico.pem");
        Assert.False(System.IO.File.Exists(File("ca-key.pem")));
    }

    [Fact]
    public void A_given_authority_signs_and_its_key_is_not_copied()
    {
        MakeAuthority(Folder["own"]);

        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -ValidFor 5y").Succeeded();
        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -Force").Succeeded();

        Verify("calico.pem");
        Assert.False(System.IO.File.Exists(File("ca-key.pem")));
        Assert.Equal(System.IO.File.ReadAllBytes(Folder["own/ca.pem"]), System.IO.File.ReadAllBytes(File("ca.pem")));
    }

    [Fact]
    public void An_encrypted_key_in_theFolder_is_opened_with_its_password_and_stays_encrypted()
    {
        MakeAuthority(Pki);
        ExternalProgram.Run("openssl", "pkcs8", "-topk8", "-in", File("ca-key.pem"), "-out", Folder["enc.pem"], "-passout", "pass:s3same");
        System.IO.File.Move(Folder["enc.pem"], File("ca-key.pem"), overwrite: true);
        var before = Contents()["ca-key.pem"];

        Run("-Path pki").Failed("KeyPasswordMissing");
        var wrong = Run("-Path pki -CAKeyPassword ([Net.NetworkCredential]::new('', 'open').SecurePassword)");
        Assert.Equal("PermissionDenied", wrong.Failed("KeyPasswordWrong").Category);
        Run("-Path pki -CAKeyPassword ([Net.NetworkCredential]::new('', 's3same').SecurePassword)").Succeeded();

        Verify("calico.pem");
        Assert.Equal(before, Contents()["ca-key.pem"]);
    }

    [Theory]
    [InlineData("-Path ''")]
    [InlineData("-Path $null")]
    [InlineData("''")]
    public void An_empty_path_is_no_path(string arguments)
    {
        Run(arguments).Failed("ParameterArgumentValidationError");
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Fact]
    public void Files_in_the_way_are_found_before_keys_are_made()
    {
        Run("-Path pki").Succeeded();

        var refused = Run("-Path pki -KeyAlgorithm RSA4096 -Verbose");

        refused.Failed("CertificateFilesExist");
        Assert.DoesNotContain(refused.Verbose, static line => line.Contains("Making", StringComparison.Ordinal));
    }

    [Fact]
    public void Remedies_say_what_helps()
    {
        MakeAuthority(Pki);
        var tooLong = Run("-Path pki -ValidFor 20y -CAValidFor 30y").Failed("CertificateOutlivesCA");
        Assert.Contains("-NewCA", tooLong.Remedy, StringComparison.Ordinal);
        System.IO.File.Delete(File("ca.pem"));
        Assert.Contains("-NewCA", Run("-Path pki").Failed("CAKeyWithoutCertificate").Remedy, StringComparison.Ordinal);
        Run("-Path pki -NewCA -Force").Succeeded();
        Verify("calico.pem");
        ExternalProgram.Run("openssl", "x509", "-in", File("ca.pem"), "-outform", "der", "-out", Folder["ca.der"]);
        var der = Run("-CAPath ca.der -CAKeyPath pki/ca-key.pem").Failed("PemHasNoCertificate");
        Assert.Contains("openssl x509 -inform der", der.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_in_a_request_may_be_empty_and_not_wrong()
    {
        Folder.Write("empty.json", """{"CN": "me", "hosts": [""]}""");
        Folder.Write("wrong.json", """{"CN": "me", "hosts": ["a b"]}""");

        Assert.Equal(["CN=me"], Run("-CfsslRequestPath empty.json").Succeeded());
        var error = Run("-CfsslRequestPath wrong.json").Failed("CfsslFieldInvalid");
        Assert.Contains("wrong.json: 'a b' in 'hosts'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_input_changes_nothing()
    {
        Run("-Path pki").Succeeded();
        var before = Contents();

        Run("-Path pki -Force -ValidFor 20y").Failed("CertificateOutlivesCA");
        Run("-Path pki -Force -CommonName calico-ca").Failed("SubjectEqualsIssuer");
        Run("-Path pki -Force -EtcdHost 'etcd1:2379'").Failed("HostNameInvalid");
        Run("-Path pki -Force -EtcdHost @{ ca = 'etcd1.lan' }").Failed("EtcdMemberNameTaken");
        Run("-Path pki -Force -HostName 'no name'").Failed("HostNameInvalid");
        Run("-Path pki -Force -Profile client").Failed("ProfileWithoutConfig");
        Run("-Path pki -Force -CfsslRequestPath none.json").Failed("PathNotFound");

        Assert.Equal(before, Contents());
    }

    [Theory]
    [InlineData("etcd1.lan, etcd2.lan", "etcd1.lan etcd2.lan")]
    [InlineData("etcd1.lan", "etcd1.lan")]
    [InlineData("@{ etcd2 = 'b.lan'; etcd1 = 'a.lan', '192.168.10.73' }", "etcd1 etcd2")]
    [InlineData("([ordered]@{ etcd2 = 'b.lan'; etcd1 = 'a.lan' })", "etcd2 etcd1")]
    [InlineData("([pscustomobject]@{ Hosts = @{ etcd1 = @('a.lan') } }).Hosts", "etcd1")]
    [InlineData("$null", "")]
    public void Members_are_names_or_a_table_of_names(string argument, string members) =>
        Assert.Equal([members], ModuleShell.Run($"\"$((New-CalicoCerts -EtcdHost {argument}).Members.Name)\"").Succeeded());

    [Fact]
    public void Files_written_for_cfssl_are_understood_relative_to_the_session_s_location()
    {
        Folder.Write("csr.json", """
            {"CN": "me", "key": {"algo": "ecdsa", "size": 384}, "names": [{"O": "组织"}], "ca": {"expiry": "876000h"}}
            """);
        Folder.Write("ca-config.json", """
            {"signing": {"profiles": {"client": {"expiry": "438000h", "usages": ["signing", "client auth"]}}}}
            """);

        var output = ModuleShell.Run($$"""
            {{Here()}}
            $set = New-CalicoCerts -CfsslRequestPath csr.json -CfsslConfigPath ./ca-config.json -Profile client
            "$($set.Client) $($set.Client.Algorithm) $($set.CA) $([int](($set.Client.NotAfter - $set.Client.NotBefore).TotalHours))"
            $set = New-CalicoCerts -CfsslRequestPath csr.json -KeyAlgorithm ECDsaP256 -CommonName you -Organization a, b -CACommonName root
            "$($set.Client) $($set.Client.Algorithm) $($set.CA)"
            """).Succeeded();

        Assert.Equal(["CN=me,O=组织 ECDSA P-384 CN=calico-ca,O=组织 438000", "CN=you,O=a+O=b ECDSA P-256 CN=root,O=a+O=b"], output);
    }

    [Fact]
    public void Profiles_and_algorithms_are_offered()
    {
        Folder.Write("ca-config.json", """{"signing": {"profiles": {"client": {}, "two words": {}, "peer": {}}}}""");

        var output = ModuleShell.Run($$"""
            {{Here()}}
            foreach ($arguments in '-CfsslConfigPath ./ca-config.json -Profile ', '-CfsslConfigPath none -Profile ', '-KeyAlgorithm RSA') {
                $typed = "New-CalicoCerts $arguments"
                $found = [System.Management.Automation.CommandCompletion]::CompleteInput($typed, $typed.Length, $null)
                "$($found.CompletionMatches.CompletionText)"
            }
            """).Succeeded();

        Assert.Equal("client 'two words' peer", output[0]);
        Assert.DoesNotContain("client", output[1], StringComparison.Ordinal);
        Assert.Equal("RSA2048 RSA3072 RSA4096", output[2]);
    }

    [Fact]
    public void An_authority_that_ends_sooner_than_usual_gives_a_warning() =>
        Assert.Contains(
            "-ValidFor", Assert.Single(ModuleShell.Run("New-CalicoCerts -CAValidFor 30d").Warnings), StringComparison.Ordinal);

    [Fact]
    public void No_stream_shows_a_key()
    {
        var shown = Run("-Path pki -EtcdHost etcd1.lan -Verbose -Debug").Everything
            + Run("-Path pki -EtcdHost etcd1.lan -Verbose").Everything
            + Run("-Path pki -EtcdHost etcd1.lan -NewCA -Force -WhatIf -Verbose").Everything
            + ModuleShell.Run($"{Here()}; New-CalicoCerts -Path pki -Force -EtcdHost etcd1.lan | Out-Default").Everything;

        foreach (var file in Directory.GetFiles(Pki, "*-key*"))
        {
            var secrets = System.IO.File.ReadAllLines(file).Where(static line => line.Length > 40).ToList();
            Assert.NotEmpty(secrets);
            Assert.All(secrets, line => Assert.DoesNotContain(line[..40], shown, StringComparison.Ordinal));
        }
    }
}

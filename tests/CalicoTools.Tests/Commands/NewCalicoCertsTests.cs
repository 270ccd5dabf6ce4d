using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

public sealed class NewCalicoCertsTests : IDisposable
{
    private static readonly HostedShell s_shell = new();
    private readonly TemporaryFolder _folder = new();

    private string Pki => _folder["pki"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_folder_gets_the_whole_set_and_no_more()
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

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_preview_writes_nothing_and_gives_nothing()
    {
        var result = Run("-Path pki -WhatIf");

        Assert.Empty(result.Succeeded());
        Assert.Contains("ca, calico", result.Everything, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
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

        Assert.Empty(s_shell.Run($"{Here()}; New-CalicoCerts -Path pki -NewCA", "n\n").Succeeded());
        Assert.Empty(s_shell.Run($"{Here()}; New-CalicoCerts -Path pki -NewCA", "\n").Succeeded());
        Assert.Empty(s_shell.Run($"{Here()}; New-CalicoCerts -Path pki -Force -Confirm", "n\n").Succeeded());
        Assert.Equal(before, Contents());

        s_shell.Run($"{Here()}; New-CalicoCerts -Path pki -NewCA", "y\n").Succeeded();
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
    public void An_authority_found_in_the_folder_signs()
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
    public void An_authority_in_the_folder_without_its_key_is_missed_not_replaced()
    {
        MakeAuthority(Pki);
        System.IO.File.Move(File("ca-key.pem"), _folder["away.pem"]);

        Assert.Contains("-NewCA", Run("-Path pki").Failed("CAKeyMissing").Remedy, StringComparison.Ordinal);
        Run("-Path pki -CAPath pki/ca.pem -CAKeyPath away.pem").Succeeded();

        Verify("calico.pem");
        Assert.False(System.IO.File.Exists(File("ca-key.pem")));
    }

    [Fact]
    public void A_given_authority_signs_and_its_key_is_not_copied()
    {
        MakeAuthority(_folder["own"]);

        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -ValidFor 5y").Succeeded();
        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -Force").Succeeded();

        Verify("calico.pem");
        Assert.False(System.IO.File.Exists(File("ca-key.pem")));
        Assert.Equal(System.IO.File.ReadAllBytes(_folder["own/ca.pem"]), System.IO.File.ReadAllBytes(File("ca.pem")));
    }

    [Fact]
    public void Another_authority_than_the_folder_s_changes_nothing_even_with_force()
    {
        Run("-Path pki").Succeeded();
        MakeAuthority(_folder["own"]);
        var before = Contents();

        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -Force").Failed("CertificateAuthorityExists");

        Assert.Equal(before, Contents());
    }

    [Fact]
    public void An_encrypted_key_in_the_folder_is_opened_with_its_password_and_stays_encrypted()
    {
        MakeAuthority(Pki);
        ExternalProgram.Run("openssl", "pkcs8", "-topk8", "-in", File("ca-key.pem"), "-out", _folder["enc.pem"], "-passout", "pass:s3same");
        System.IO.File.Move(_folder["enc.pem"], File("ca-key.pem"), overwrite: true);
        var before = Contents()["ca-key.pem"];

        Run("-Path pki").Failed("KeyPasswordMissing");
        var wrong = Run("-Path pki -CAKeyPassword ([Net.NetworkCredential]::new('', 'open').SecurePassword)");
        Assert.Equal("PermissionDenied", wrong.Failed("KeyPasswordWrong").Category);
        Run("-Path pki -CAKeyPassword ([Net.NetworkCredential]::new('', 's3same').SecurePassword)").Succeeded();

        Verify("calico.pem");
        Assert.Equal(before, Contents()["ca-key.pem"]);
    }

    [Fact]
    public void Another_authority_takes_the_place_of_the_folder_s_when_told_so()
    {
        Run("-Path pki -EtcdHost e1.lan").Succeeded();
        MakeAuthority(_folder["own"]);
        var before = Contents();

        Run("-Path pki -CAPath own/ca.pem -CAKeyPath own/ca-key.pem -NewCA -Force").Succeeded();

        Assert.Equal(System.IO.File.ReadAllText(_folder["own/ca.pem"]), Contents()["ca.pem"]);
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

        Assert.Contains("replacing calico.pem, calico-key.pem, e1.lan.pem, e1.lan-key.pem, etcd-ca, etcd-cert, etcd-key", renewal, StringComparison.Ordinal);
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
        Assert.Equal(["True"], s_shell.Run($"{Here()}; Test-CalicoCerts pki -NotExpiringWithin 30d -Quiet").Succeeded());
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

    [Theory]
    [InlineData("-Path ''")]
    [InlineData("-Path $null")]
    [InlineData("''")]
    public void An_empty_path_is_no_path(string arguments)
    {
        Run(arguments).Failed("ParameterArgumentValidationError");
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
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
        Assert.Contains("-NewCA", Run("-Path pki -ValidFor 20y -CAValidFor 30y").Failed("CertificateOutlivesCA").Remedy, StringComparison.Ordinal);
        System.IO.File.Delete(File("ca.pem"));
        Assert.Contains("-NewCA", Run("-Path pki").Failed("CAKeyWithoutCertificate").Remedy, StringComparison.Ordinal);
        Run("-Path pki -NewCA -Force").Succeeded();
        Verify("calico.pem");
        ExternalProgram.Run("openssl", "x509", "-in", File("ca.pem"), "-outform", "der", "-out", _folder["ca.der"]);
        var der = Run("-CAPath ca.der -CAKeyPath pki/ca-key.pem").Failed("PemHasNoCertificate");
        Assert.Contains("openssl x509 -inform der", der.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Hosts_in_a_request_may_be_empty_and_not_wrong()
    {
        _folder.Write("empty.json", """{"CN": "me", "hosts": [""]}""");
        _folder.Write("wrong.json", """{"CN": "me", "hosts": ["a b"]}""");

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
        Assert.Equal([members], s_shell.Run($"\"$((New-CalicoCerts -EtcdHost {argument}).Members.Name)\"").Succeeded());

    [Fact]
    public void Files_written_for_cfssl_are_understood_relative_to_the_session_s_location()
    {
        _folder.Write("csr.json", """
            {"CN": "me", "key": {"algo": "ecdsa", "size": 384}, "names": [{"O": "组织"}], "ca": {"expiry": "876000h"}}
            """);
        _folder.Write("ca-config.json", """
            {"signing": {"profiles": {"client": {"expiry": "438000h", "usages": ["signing", "client auth"]}}}}
            """);

        var output = s_shell.Run($$"""
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
        _folder.Write("ca-config.json", """{"signing": {"profiles": {"client": {}, "two words": {}, "peer": {}}}}""");

        var output = s_shell.Run($$"""
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
        Assert.Contains("-ValidFor", Assert.Single(s_shell.Run("New-CalicoCerts -CAValidFor 30d").Warnings), StringComparison.Ordinal);

    [Fact]
    public void No_stream_shows_a_key()
    {
        var shown = Run("-Path pki -EtcdHost etcd1.lan -Verbose -Debug").Everything
            + Run("-Path pki -EtcdHost etcd1.lan -Verbose").Everything
            + Run("-Path pki -EtcdHost etcd1.lan -NewCA -Force -WhatIf -Verbose").Everything
            + s_shell.Run($"{Here()}; New-CalicoCerts -Path pki -Force -EtcdHost etcd1.lan | Out-Default").Everything;

        foreach (var file in Directory.GetFiles(Pki, "*-key*"))
        {
            var secrets = System.IO.File.ReadAllLines(file).Where(static line => line.Length > 40).ToList();
            Assert.NotEmpty(secrets);
            Assert.All(secrets, line => Assert.DoesNotContain(line[..40], shown, StringComparison.Ordinal));
        }
    }

    private static void MakeAuthority(string folder)
    {
        Directory.CreateDirectory(folder);
        ExternalProgram.Run(
            "openssl", "req", "-x509", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650",
            "-subj", "/CN=own-ca", "-keyout", Path.Combine(folder, "ca-key.pem"), "-out", Path.Combine(folder, "ca.pem"));
    }

    private List<string> Identities() =>
    [
        .. new[] { "ca.pem", "calico.pem", "e1.pem" }.Where(name => System.IO.File.Exists(File(name))).Select(name =>
            ExternalProgram.Run("openssl", "x509", "-in", File(name), "-noout", "-subject", "-ext", "subjectAltName")
            + string.Join('\n', ExternalProgram.Run("openssl", "x509", "-in", File(name), "-noout", "-text").Split('\n')
                .Where(static line => line.Contains("Public Key Algorithm", StringComparison.Ordinal)
                    || line.Contains("Public-Key", StringComparison.Ordinal) || line.Contains("NIST CURVE", StringComparison.Ordinal)))),
    ];

    private ShellResult Run(string arguments) => s_shell.Run($"{Here()}; New-CalicoCerts {arguments}");

    private string Here() => $"$null = $ExecutionContext.SessionState.Path.SetLocation({ModuleShell.Quote(_folder.Path)})";

    private string File(string name) => Path.Combine(Pki, name);

    private void Verify(string certificate) =>
        ExternalProgram.Run("openssl", "verify", "-CAfile", File("ca.pem"), "-purpose", "sslclient", File(certificate));

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(Pki).ToDictionary(static file => Path.GetFileName(file), System.IO.File.ReadAllText);
}

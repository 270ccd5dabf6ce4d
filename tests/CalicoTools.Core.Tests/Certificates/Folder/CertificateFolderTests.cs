using System.Runtime.Versioning;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates.Folder;

public sealed class CertificateFolderTests
{
    private static readonly string[] s_names = ["ca-key.pem", "ca.pem", "calico-key.pem", "calico.pem", "etcd-ca", "etcd-cert", "etcd-key"];

    [Fact]
    public void A_new_set_is_seven_files_and_a_pair_for_each_member_and_is_read_back()
    {
        using var folder = new SetFolder();
        var set = SetFolder.Issue("etcd1", "etcd2");
        var written = folder.Write(set);
        Assert.Equal([.. s_names, "etcd1-key.pem", "etcd1.pem", "etcd2-key.pem", "etcd2.pem"], folder.Names);
        Assert.Equal([folder.Path], Directory.GetFileSystemEntries(folder.Place));
        Assert.Equal(folder.Path, written.Path);
        Assert.Equal(
            set.Certificates.Select(static certificate => (certificate.Name, certificate.Role, certificate.Fingerprint)),
            folder.Read().Certificates.Select(static certificate => (certificate.Name, certificate.Role, certificate.Fingerprint)));
    }

    [Theory]
    [InlineData("ca.pem", "etcd-ca")]
    [InlineData("calico.pem", "etcd-cert")]
    [InlineData("calico-key.pem", "etcd-key")]
    public void The_values_are_what_base64_makes_of_the_files(string file, string value)
    {
        using var folder = SetFolder.WithSet();
        Assert.Equal(ExternalProgram.Run("base64", "-w", "0", folder[file]), File.ReadAllText(folder[value]));
        Assert.Equal(File.ReadAllText(folder["etcd-cert"]), folder.Read().EtcdCert);
        Assert.Equal(File.ReadAllText(folder["etcd-ca"]), folder.Read().EtcdCa);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Files_with_keys_are_their_owner_s_only()
    {
        using var folder = SetFolder.WithSet("etcd1");
        var only = folder.Names.Where(name => ExternalProgram.Run("stat", "-c", "%a", folder[name]) == "600\n");
        Assert.Equal(["ca-key.pem", "calico-key.pem", "etcd-key", "etcd1-key.pem"], only);
    }

    [Fact]
    public void Nothing_is_overwritten_unasked_and_every_file_in_the_way_is_named()
    {
        using var folder = SetFolder.WithSet("etcd1");
        var error = folder.Refusal(folder.IssueHere("etcd1"));
        Assert.Equal(("CertificateFilesExist", ErrorKind.AlreadyExists), (error.ErrorId, error.Kind));
        Assert.All(
            ["calico.pem", "calico-key.pem", "etcd-ca", "etcd-cert", "etcd-key", "etcd1.pem", "etcd1-key.pem"],
            name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void By_force_everything_is_replaced_but_the_authority()
    {
        using var folder = SetFolder.WithSet("etcd1");
        var before = folder.Files;
        var (ca, key) = (Identity(folder["ca.pem"]), Identity(folder["ca-key.pem"]));
        folder.Write(folder.IssueHere("etcd1"), force: true);
        Assert.Equal((ca, key), (Identity(folder["ca.pem"]), Identity(folder["ca-key.pem"])));
        Assert.Equal(["ca-key.pem", "ca.pem", "etcd-ca"], folder.Names.Where(name => folder.Files[name] == before[name]));
        ExternalProgram.Run("openssl", "verify", "-CAfile", folder["ca.pem"], folder["calico.pem"], folder["etcd1.pem"]);
    }

    [Fact]
    public void By_force_no_other_authority_takes_the_place_of_the_one_there()
    {
        using var folder = SetFolder.WithSet();
        var error = folder.Refusal(SetFolder.Issue(), force: true);
        Assert.Equal("CertificateAuthorityExists", error.ErrorId);
        Assert.Contains("-NewCA", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_authority_replaces_everything_and_the_old_one_is_kept_under_its_fingerprint()
    {
        using var folder = SetFolder.WithSet("etcd1");
        var before = folder.Files;
        var fingerprint = ExternalProgram.Run("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", folder["ca.pem"])
            .Trim().Split('=')[1].Replace(":", "", StringComparison.Ordinal)[..8].ToLowerInvariant();
        var written = folder.Write(SetFolder.Issue("etcd1"), newCA: true);
        Assert.Equal(before["ca.pem"], folder.Files[$"ca-{fingerprint}.pem"]);
        Assert.Equal(before["ca-key.pem"], folder.Files[$"ca-{fingerprint}-key.pem"]);
        Assert.DoesNotContain(before, file => folder.Files[file.Key] == file.Value);
        Assert.Equal(["ca", "calico", "etcd1"], written.Certificates.Select(static certificate => certificate.Name));
        ExternalProgram.Run("openssl", "verify", "-CAfile", folder["ca.pem"], folder["calico.pem"], folder["etcd1.pem"]);
    }

    [Fact]
    public void Members_not_asked_for_again_stay_with_their_authority()
    {
        using var folder = SetFolder.WithSet("etcd1", "etcd2");
        var before = folder.Files;
        var written = folder.Write(folder.IssueHere("etcd1", "etcd3"), force: true);
        Assert.Equal(["etcd1", "etcd2", "etcd3"], written.Members.Select(static member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(before["etcd2.pem"], folder.Files["etcd2.pem"]);
    }

    [Fact]
    public void Members_of_the_old_authority_must_be_asked_for_again()
    {
        using var folder = SetFolder.WithSet("etcd1", "etcd2");
        var error = folder.Refusal(SetFolder.Issue("etcd1"), newCA: true);
        Assert.Equal("CertificateSetWouldBeMixed", error.ErrorId);
        Assert.Contains("etcd2.pem", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("etcd1.pem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_from_elsewhere_comes_without_its_key_and_with_all_its_certificates()
    {
        using var elsewhere = SetFolder.WithSet();
        using var other = SetFolder.WithSet();
        using var folder = new SetFolder();
        File.AppendAllText(elsewhere["ca.pem"], File.ReadAllText(other["ca.pem"]));
        folder.Write(elsewhere.IssueHere());
        Assert.Equal(s_names.Except(["ca-key.pem"]), folder.Names);
        Assert.Equal(elsewhere.Files["ca.pem"], folder.Files["ca.pem"]);
        Assert.Equal("CN=calico-ca", folder.Read().CA.Subject);
    }

    [Fact]
    public void The_first_certificates_of_an_authority_that_is_there_leave_it_alone()
    {
        using var folder = SetFolder.WithSet();
        foreach (var name in s_names.Except(["ca.pem", "ca-key.pem"]))
        {
            File.Delete(folder[name]);
        }

        var ca = (Identity(folder["ca.pem"]), Identity(folder["ca-key.pem"]));
        folder.Write(folder.IssueHere());
        Assert.Equal(ca, (Identity(folder["ca.pem"]), Identity(folder["ca-key.pem"])));
        Assert.Equal(s_names, folder.Names);
    }

    [Fact]
    public void The_key_of_an_authority_is_not_read_into_the_set_so_that_it_is_never_copied()
    {
        using var folder = SetFolder.WithSet();
        using var copy = new SetFolder();
        copy.Write((CalicoTools.Certificates.CertificateSet)folder.Read());
        Assert.Equal(s_names.Except(["ca-key.pem"]), copy.Names);
    }

    [Fact]
    public void A_key_without_its_authority_is_not_passed_off_as_the_new_one_s()
    {
        using var folder = new SetFolder();
        using var other = SetFolder.WithSet();
        Directory.CreateDirectory(folder.Path);
        File.Copy(other["ca-key.pem"], folder["ca-key.pem"]);
        Assert.Equal("CAKeyWithoutCertificate", folder.Refusal(SetFolder.Issue(), force: true).ErrorId);
        folder.Write(SetFolder.Issue(), newCA: true);
        Assert.Equal(other.Files["ca-key.pem"], folder.Files["ca-00000000-key.pem"]);
    }

    [Fact]
    public void A_file_that_would_stay_and_cannot_be_read_keeps_from_writing()
    {
        using var folder = SetFolder.WithSet("etcd1");
        File.WriteAllText(folder["etcd1.pem"], "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Assert.Contains("etcd1.pem:1", folder.Refusal(folder.IssueHere(), force: true).Message, StringComparison.Ordinal);
        folder.Write(folder.IssueHere("etcd1"), force: true);
        Assert.Single(folder.Read().Members);
    }

    [Fact]
    public void Files_of_others_are_left_alone_and_are_no_members()
    {
        using var folder = SetFolder.WithSet();
        File.WriteAllText(folder["notes.pem"], "no certificate");
        File.Copy(folder["calico.pem"], folder["admin.pem"]);
        Assert.Empty(folder.Read().Members);
        folder.Write(folder.IssueHere(), force: true);
        Assert.Equal("no certificate", folder.Files["notes.pem"]);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        using var folder = SetFolder.WithSet();
        File.Delete(folder["calico.pem"]);
        File.Delete(folder["calico-key.pem"]);
        var error = Assert.Throws<CertificateException>(folder.Read);
        Assert.Equal("CertificateSetIncomplete", error.ErrorId);
        Assert.Contains("calico.pem, calico-key.pem", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_values_may_be_missing_since_they_follow_from_the_files()
    {
        using var folder = SetFolder.WithSet();
        var value = File.ReadAllText(folder["etcd-ca"]);
        Array.ForEach(["etcd-ca", "etcd-cert", "etcd-key"], name => File.Delete(folder[name]));
        Assert.Equal(value, folder.Read().EtcdCa);
    }

    [Fact]
    public void Expired_certificates_are_read()
    {
        using var folder = new SetFolder();
        folder.Write(SetFolder.Issue(new CertificateOptions { ValidFor = TimeSpan.FromDays(1) }, DateTimeOffset.UtcNow.AddDays(-30)));
        Assert.True(folder.Read().Client.DaysLeft < 0);
    }

    [Fact]
    public void An_encrypted_key_of_the_authority_is_none_of_the_reader_s_business()
    {
        using var folder = SetFolder.WithSet();
        ExternalProgram.Run("openssl", "pkey", "-in", folder["ca-key.pem"], "-aes256", "-passout", "pass:secret", "-out", folder["locked"]);
        File.Move(folder["locked"], folder["ca-key.pem"], overwrite: true);
        Assert.Equal("CN=calico", folder.Read().Client.Subject);
    }

    [Fact]
    public void Files_of_two_sets_are_refused_naming_each_contradiction()
    {
        using var folder = SetFolder.WithSet("etcd1");
        using var other = SetFolder.WithSet();
        File.Copy(other["calico.pem"], folder["calico.pem"], overwrite: true);
        var error = Assert.Throws<CertificateException>(folder.Read);
        Assert.Equal("CertificateSetInconsistent", error.ErrorId);
        Assert.Contains("Test-CalicoCerts", error.Remedy, StringComparison.Ordinal);
        Assert.All(
            ["calico.pem:", "calico-key.pem:", "etcd-cert:"], file => Assert.Contains(file, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reader_never_sees_a_mix_while_another_writes()
    {
        using var folder = SetFolder.WithSet();
        using var done = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var round = 0; round < 25; round++)
            {
                folder.Write(SetFolder.Issue(), newCA: true);
            }

            done.Cancel();
        }, done.Token);
        var seen = new HashSet<string>();
        while (!done.IsCancellationRequested && !writer.IsFaulted)
        {
            seen.Add(folder.Read().CA.Fingerprint);
        }

        await writer;
        Assert.True(seen.Count > 1);
    }

    private static (string Content, DateTime Written) Identity(string path) => (File.ReadAllText(path), File.GetLastWriteTimeUtc(path));
}

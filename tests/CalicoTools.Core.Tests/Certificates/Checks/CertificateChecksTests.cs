using System.Runtime.Versioning;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Issuing;
using CalicoTools.Core.Tests.Certificates.Folder;

namespace CalicoTools.Core.Tests.Certificates.Checks;

public sealed class CertificateChecksTests
{
    /// <summary>What is done to a faultless folder, the rule that finds it, and whether Get-CalicoCerts refuses it.</summary>
    public static TheoryData<string, string, FindingSeverity, bool> Faults => new()
    {
        { "rm ca.pem", "CertificateFileMissing", FindingSeverity.Error, true },
        { "rm calico-key.pem", "CertificateFileMissing", FindingSeverity.Error, true },
        { "rm etcd1-key.pem", "MemberKeyMissing", FindingSeverity.Information, false },
        { "rm etcd-ca", "EtcdValueMissing", FindingSeverity.Warning, false },
        { "sed -i s/^M/!/ calico.pem", "PemMalformed", FindingSeverity.Error, true },
        { "sed -i s/^M/!/ ca-key.pem", "PemMalformed", FindingSeverity.Error, true },
        { "sed -i s/^M/!/ etcd1.pem", "PemMalformed", FindingSeverity.Error, true },
        { "cp other/calico.pem calico.pem", "CertificateNotIssuedByCA", FindingSeverity.Error, true },
        { "cp other/calico.pem calico.pem", "CertificateSetMixed", FindingSeverity.Error, true },
        { "cp other/etcd1.pem etcd1.pem", "CertificateNotIssuedByCA", FindingSeverity.Error, true },
        { "cp other/calico-key.pem calico-key.pem", "CertificateKeyMismatch", FindingSeverity.Error, true },
        { "cp other/ca-key.pem ca-key.pem", "CertificateKeyMismatch", FindingSeverity.Error, true },
        { "cp other/etcd1-key.pem etcd1-key.pem", "CertificateKeyMismatch", FindingSeverity.Error, true },
        { "cp other/etcd-key etcd-key", "EtcdValueOutOfStep", FindingSeverity.Error, true },
        { "cp other/etcd-cert etcd-cert", "EtcdValueOutOfStep", FindingSeverity.Error, true },
        { "cp other/etcd-ca etcd-ca", "EtcdValueOutOfStep", FindingSeverity.Error, true },
        { "mv etcd-ca x; mv etcd-cert etcd-ca; mv x etcd-cert", "EtcdValueSwapped", FindingSeverity.Error, true },
        { "base64 -w0 etcd-key > x; cat x > etcd-key", "EtcdValueDoubled", FindingSeverity.Error, true },
        { "base64 calico.pem > etcd-cert", "EtcdValueWrapped", FindingSeverity.Warning, false },
        { "echo >> etcd-ca", "EtcdValueEndsInNewline", FindingSeverity.Warning, false },
        { "cp calico.pem etcd-cert", "EtcdValueNotBase64", FindingSeverity.Error, true },
        { "chmod 644 calico-key.pem", "KeyFileTooOpen", FindingSeverity.Warning, false },
        { "chmod 640 etcd-key", "KeyFileTooOpen", FindingSeverity.Warning, false },
        { "sign calico 365 extendedKeyUsage=serverAuth", "ClientAuthMissing", FindingSeverity.Error, false },
        { "sign calico 365 keyUsage=critical,keyEncipherment", "KeyUsageMissing", FindingSeverity.Error, false },
        { "sign etcd1 365 extendedKeyUsage=serverAuth subjectAltName=DNS:etcd1", "ClientAuthMissing", FindingSeverity.Error, false },
        { "sign etcd1 365 extendedKeyUsage=serverAuth,clientAuth", "HostNamesMissing", FindingSeverity.Error, false },
        { "sign calico 5 extendedKeyUsage=clientAuth", "CertificateExpiring", FindingSeverity.Warning, false },
        { "sign calico 9999 extendedKeyUsage=clientAuth", "CertificateOutlivesCA", FindingSeverity.Warning, false },
        { "sign calico -1 extendedKeyUsage=clientAuth", "CertificateExpired", FindingSeverity.Error, false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    [UnsupportedOSPlatform("windows")]
    public void A_fault_is_found_and_told_with_its_file(string fault, string ruleId, FindingSeverity severity, bool isRefused)
    {
        using var folder = SetFolder.WithSet("etcd1");
        Break(folder, fault);
        var finding = CertificateChecks.Check(folder.Path, notExpiringWithin: null, TestContext.Current.CancellationToken).First(finding => finding.RuleId == ruleId);
        Assert.Equal(severity, finding.Severity);
        Assert.StartsWith(folder.Path, finding.Subject, StringComparison.Ordinal);
        Assert.All([finding.Message, finding.Evidence, finding.Remedy], Assert.NotEmpty);
        Assert.Equal(isRefused, Record.Exception(folder.Read) is CertificateException);
    }

    [Theory]
    [InlineData("sed -i 's/$/\\r/' calico.pem")]
    [InlineData("echo explanation >> ca.pem")]
    [InlineData("openssl pkcs8 -topk8 -nocrypt -in calico-key.pem -out x; cat x > calico-key.pem; rm x")]
    [InlineData("rm etcd-ca etcd-cert etcd-key")]
    [InlineData("rm ca-key.pem")]
    [InlineData("sign calico 365 extendedKeyUsage=clientAuth,serverAuth")]
    [InlineData("mkdir backup; cp ca.pem ca-0123abcd.pem")]
    [UnsupportedOSPlatform("windows")]
    public void The_same_in_other_words_is_no_fault(string change)
    {
        using var folder = SetFolder.WithSet("etcd1");
        Break(folder, change);
        Assert.Empty(CertificateChecks.Check(folder.Path, notExpiringWithin: null, TestContext.Current.CancellationToken));
        Assert.Equal("CN=calico", folder.Read().Client.Subject);
    }

    [Fact]
    public void What_ends_sooner_than_asked_for_is_an_error()
    {
        using var folder = SetFolder.WithSet();
        Assert.Empty(CertificateChecks.Check(folder.Path, TimeSpan.FromDays(300), TestContext.Current.CancellationToken));
        var finding = Assert.Single(CertificateChecks.Check(folder.Path, TimeSpan.FromDays(400), TestContext.Current.CancellationToken));
        Assert.Equal(("CertificateExpiring", FindingSeverity.Error), (finding.RuleId, finding.Severity));
    }

    [Fact]
    public void A_set_in_memory_is_checked_without_files()
    {
        Assert.Empty(CertificateChecks.Check(SetFolder.Issue("etcd1"), notExpiringWithin: null, TestContext.Current.CancellationToken));
        var early = SetFolder.Issue(new CertificateOptions(), DateTimeOffset.UtcNow.AddDays(2));
        Assert.Equal(
            ["CertificateNotYetValid CN=calico-ca", "CertificateNotYetValid CN=calico"],
            CertificateChecks.Check(early, notExpiringWithin: null, TestContext.Current.CancellationToken).Select(static finding => $"{finding.RuleId} {finding.Subject}"));
    }

    [Fact]
    public void A_client_certificate_leads_to_its_root_through_what_its_file_holds()
    {
        using var folder = SetFolder.WithSet();
        Script(folder, """
            openssl req -newkey rsa:2048 -nodes -keyout sub-key -out sub.csr -subj /CN=sub
            printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign' > sub.ext
            openssl x509 -req -in sub.csr -CA ca.pem -CAkey ca-key.pem -days 300 -extfile sub.ext -out sub
            openssl req -new -key calico-key.pem -out leaf.csr -subj /CN=calico
            printf 'extendedKeyUsage=clientAuth' > leaf.ext
            openssl x509 -req -in leaf.csr -CA sub -CAkey sub-key -days 200 -extfile leaf.ext -out calico.pem
            rm etcd-*
            """);
        Assert.Contains(CertificateChecks.Check(folder.Path, null, TestContext.Current.CancellationToken), static finding => finding.RuleId == "CertificateNotIssuedByCA");
        File.AppendAllText(folder["calico.pem"], File.ReadAllText(folder["sub"]));
        Assert.Empty(CertificateChecks.Check(folder.Path, null, TestContext.Current.CancellationToken));
        Assert.Equal("CN=sub", folder.Read().Client.Issuer);
    }

    private static void Break(SetFolder folder, string fault)
    {
        using var other = SetFolder.WithSet("etcd1");
        Script(folder, $$"""
            sign() {
                local name=$1 days=$2; shift 2
                printf '%s\n' "$@" > x.ext
                openssl req -new -key $name-key.pem -subj /CN=$name -out x.csr
                openssl x509 -req -in x.csr -CA ca.pem -CAkey ca-key.pem -days $days -extfile x.ext -out $name.pem
                rm x.ext x.csr
                if [ $name = calico ]; then base64 -w0 calico.pem > etcd-cert; fi
            }
            {{fault.Replace("other/", other.Path + "/", StringComparison.Ordinal)}}
            """);
    }

    private static void Script(SetFolder folder, string script) =>
        ExternalProgram.Run("bash", "-e", "-c", $"cd '{folder.Path}'\n{script}");
}

using System.Text;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Pem;
using CalicoTools.Core.Tests.Certificates.Folder;
using CalicoTools.Core.Tests.Manifests.Rules;

namespace CalicoTools.Core.Tests.Certificates;

/// <summary>A PEM whose line breaks were lost is one line that begins like a BEGIN; nothing of it is shown.</summary>
public sealed class LostLineBreaksTests
{
    private const string Head = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: calico-etcd-secrets\n  namespace: kube-system\n";

    public static TheoryData<string, string> Losses => new()
    {
        { "removed", "" },
        { "made blanks", " " },
        { "made tabs", "\t" },
        { "made carriage returns", "\r" },
        { "written as \\n", "\\n" },
        { "written as \\r\\n", "\\r\\n" },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_reader_refuses_it_and_shows_none_of_it(string how, string replacement)
    {
        Assert.NotEmpty(how);
        foreach (var name in new[] { "calico-key.pem", "calico.pem", "ca.pem", "ca-key.pem" })
        {
            using var folder = SetFolder.WithSet();
            var whole = File.ReadAllText(folder[name]);
            var flat = whole.ReplaceLineEndings(replacement);
            File.WriteAllText(folder[name], flat);
            Refused(flat, Assert.Throws<CertificateException>(() => PemText.Load(folder[name], TestContext.Current.CancellationToken)));
            Refused(flat, Assert.Throws<CertificateException>(() => PemText.Parse("x", Encoding.UTF8.GetBytes(flat + flat))));
            Refused(flat, Assert.ThrowsAny<CalicoToolsException>(folder.Read));
            Refused(flat, CertificateChecks.Check(folder.Path, null, TestContext.Current.CancellationToken).First(static finding => finding.RuleId == "PemMalformed"));
            if (name != "ca-key.pem")
            {
                var trio = new PemTrio(folder["ca.pem"], folder["calico.pem"], folder["calico-key.pem"]);
                Refused(flat, Assert.Throws<CertificateException>(() => trio.Read(acceptOtherCA: false, TestContext.Current.CancellationToken)));
                var secret = Inspecting.Changed(Head
                    + $"data:\n  etcd-key: {Encoded(folder, "calico-key.pem")}\n  etcd-cert: {Encoded(folder, "calico.pem")}\n"
                    + $"  etcd-ca: {Encoded(folder, "ca.pem")}\n");
                Refused(flat, Assert.Single(Inspecting.Check(secret).Of("EtcdValueNotPem")));
            }

            if (name.StartsWith("ca.", StringComparison.Ordinal) || name.StartsWith("ca-", StringComparison.Ordinal))
            {
                Refused(flat, Assert.Throws<CertificateException>(() => folder.IssueHere()));
            }
        }
    }

    private static string Encoded(SetFolder folder, string name) => Convert.ToBase64String(File.ReadAllBytes(folder[name]));

    private static void Refused(string flat, CalicoToolsException error)
    {
        Assert.Contains("no line breaks", error.Message, StringComparison.Ordinal);
        ShowsNothing(flat, $"{error} {error.Remedy} {error.Subject}");
    }

    private static void Refused(string flat, Finding finding)
    {
        Assert.Contains("no line breaks", $"{finding.Message} {finding.Evidence}", StringComparison.Ordinal);
        ShowsNothing(flat, $"{finding.Subject} {finding.Message} {finding.Evidence} {finding.Remedy}");
    }

    private static void ShowsNothing(string flat, string shown)
    {
        for (var start = flat.IndexOf('M'); start < flat.Length - 16; start += 8)
        {
            Assert.DoesNotContain(flat[start..(start + 12)], shown, StringComparison.Ordinal);
        }
    }
}

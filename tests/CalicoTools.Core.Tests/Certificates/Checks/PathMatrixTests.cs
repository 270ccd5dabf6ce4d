using System.Diagnostics;
using CalicoTools.Certificates;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Issuing;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Core.Tests.Certificates.Checks;

/// <summary>CAs with every kind of limit, each judged by openssl and by us: at issue, and of what was signed nevertheless.</summary>
public sealed class PathMatrixTests
{
    private const string Plain = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash";
    private const string Usage = "keyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash";

    // What etcd refuses although openssl accepts it.
    private const string EtcdRefuses = "etcd refuses";

    // What etcd accepts although openssl refuses it: an information only.
    private const string EtcdAccepts = "etcd accepts";

    // "excluded;DNS:" and "permitted;DNS:", which openssl cannot write: every DNS name.
    private const string ExcludedEmptyName = "DER:3006A10430028200";
    private const string PermittedEmptyName = "DER:3006A00430028200";

    // The same of distinguished names.
    private const string ExcludedEmptyDirectory = "DER:3008A1063004A4023000";
    private const string PermittedEmptyDirectory = "DER:3008A0063004A4023000";

    private static readonly (string Root, string? Intermediate, string? Reason)[] s_cas =
    [
        (Plain, null, null),
        (Plain, Plain, null),
        ($"{Plain}\nextendedKeyUsage=clientAuth,serverAuth", null, null),
        ($"{Plain}\nextendedKeyUsage=clientAuth", null, null),
        ($"{Plain}\nextendedKeyUsage=serverAuth", null, null),
        ($"{Plain}\nextendedKeyUsage=critical,codeSigning", null, null),
        ($"{Plain}\nextendedKeyUsage=emailProtection,timeStamping", null, null),
        ($"{Plain}\nextendedKeyUsage=anyExtendedKeyUsage", null, EtcdAccepts),
        ($"{Plain}\nextendedKeyUsage=anyExtendedKeyUsage,clientAuth,serverAuth", null, null),
        (Plain, $"{Plain}\nextendedKeyUsage=clientAuth", null),
        (Plain, $"{Plain}\nextendedKeyUsage=serverAuth", null),
        (Plain, $"{Plain}\nextendedKeyUsage=codeSigning", null),
        ($"{Plain}\nextendedKeyUsage=serverAuth", Plain, null),
        ($"{Plain}\nextendedKeyUsage=clientAuth", $"{Plain}\nextendedKeyUsage=serverAuth", null),
        ($"basicConstraints=critical,CA:TRUE,pathlen:0\n{Usage}", null, null),
        ($"basicConstraints=critical,CA:TRUE,pathlen:0\n{Usage}", Plain, null),
        ($"basicConstraints=critical,CA:TRUE,pathlen:1\n{Usage}", Plain, null),
        ($"basicConstraints=critical,CA:TRUE,pathlen:1\n{Usage}", $"basicConstraints=critical,CA:TRUE,pathlen:0\n{Usage}", null),
        (Plain, $"basicConstraints=critical,CA:TRUE,pathlen:0\n{Usage}", null),
        ("basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash", null, null),
        ("subjectKeyIdentifier=hash\nkeyUsage=critical,keyCertSign", null, null),
        ("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,cRLSign\nsubjectKeyIdentifier=hash", null, null),
        ("basicConstraints=critical,CA:TRUE\nkeyUsage=digitalSignature\nsubjectKeyIdentifier=hash", null, null),
        (Plain, "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash", null),
        (Plain, "basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash", null),
        ("basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash", null, EtcdAccepts),
        ($"basicConstraints=CA:TRUE\n{Usage}", null, EtcdAccepts),
        ("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=none", null, EtcdAccepts),
        ($"{Plain}\n1.2.3.4.5=critical,ASN1:NULL", null, null),
        ($"{Plain}\n1.2.3.4.5=ASN1:NULL", null, null),
        (Plain, $"{Plain}\n1.2.3.4.5=critical,ASN1:NULL", null),
        ($"{Plain}\n1.2.3.4.5=critical,ASN1:NULL", Plain, null),
        ($"{Plain}\nnsCertType=critical,sslCA", null, EtcdRefuses),
        ($"{Plain}\ncertificatePolicies=critical,1.2.3.4", null, null),
        ($"{Plain}\ncrlDistributionPoints=critical,URI:http://crl.lan/ca.crl", null, null),
        .. Names("permitted;DNS:lan", "permitted;DNS:etcd1.lan", "permitted;DNS:.lan", "permitted;DNS:example.com", "excluded;DNS:lan",
            "excluded;DNS:etcd1.lan", "excluded;DNS:example.com", ExcludedEmptyName, PermittedEmptyName, "permitted;DNS:LAN", "permitted;DNS:an", "excluded;DNS:td1.lan"),
        .. Names("permitted;IP:10.0.0.0/255.0.0.0", "permitted;IP:192.168.0.0/255.255.0.0", "excluded;IP:10.0.0.0/255.0.0.0",
            "excluded;IP:192.168.0.0/255.255.0.0", "permitted;IP:fd00::/ffff::", "excluded;IP:fd00::/ffff::",
            "excluded;IP:0.0.0.0/0.0.0.0", "permitted;IP:0.0.0.0/0.0.0.0"),
        .. Names("permitted;email:example.com", "excluded;email:example.com", "permitted;URI:example.com", "excluded;URI:.example.com"),
        ($"{Plain}\nnameConstraints=permitted;dirName:here", null, null),
        ($"{Plain}\nnameConstraints=permitted;dirName:elsewhere", null, null),
        ($"{Plain}\nnameConstraints=excluded;dirName:here", null, null),
        ($"{Plain}\nnameConstraints=excluded;dirName:elsewhere", null, null),
        ($"{Plain}\nnameConstraints={ExcludedEmptyDirectory}", null, null),
        ($"{Plain}\nnameConstraints={PermittedEmptyDirectory}", null, null),
        ($"{Plain}\nnameConstraints=critical,permitted;dirName:elsewhere", null, null),
        ($"{Plain}\nnameConstraints=critical,permitted;dirName:here", null, EtcdRefuses),
        ($"{Plain}\nnameConstraints=critical,excluded;dirName:elsewhere", null, EtcdRefuses),
        (Plain, $"{Plain}\nnameConstraints=permitted;dirName:elsewhere", null),
        (Plain, $"{Plain}\nnameConstraints=permitted;dirName:here", null),
        (Plain, $"{Plain}\nauthorityKeyIdentifier=DER:3006800401020304", EtcdAccepts),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, s_cas.Length)];

    [Fact]
    public void The_matrix_has_at_least_sixty_cas() => Assert.InRange(s_cas.Length, 60, 200);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void What_openssl_refuses_is_neither_issued_nor_passed(int number)
    {
        var (root, intermediate, reason) = s_cas[number];
        using var folder = new IssuedFolder();
        Make(folder, root, intermediate);
        SignWithOpenSsl(folder, "calico", "extendedKeyUsage=clientAuth");
        SignWithOpenSsl(
            folder,
            "etcd1",
            "extendedKeyUsage=clientAuth,serverAuth\nsubjectAltName=DNS:etcd1.lan,DNS:localhost,IP:192.168.10.73,IP:127.0.0.1,IP:fd00::73,IP:::1");
        var clientOpinion = OpinionOf(folder, "calico", "sslclient");
        var memberOpinion = OpinionOf(folder, "etcd1", "sslclient") ?? OpinionOf(folder, "etcd1", "sslserver");

        Compare(clientOpinion, Faults(folder, "calico", CertificateRole.Client), reason);
        Compare(memberOpinion, Faults(folder, "etcd1", CertificateRole.Member), reason);
        Compare(clientOpinion, Issue(folder, []), reason, isIssued: true);
        Compare(
            memberOpinion ?? clientOpinion,
            Issue(folder, [EtcdMember.Named("etcd1", ["etcd1.lan", "192.168.10.73", "fd00::73"])]),
            reason,
            isIssued: true);
    }

    [Theory]
    [InlineData("basicConstraints=critical,DER:0101", "CertificateMalformed")]
    [InlineData("keyUsage=critical,DER:0401", "CertificateMalformed")]
    [InlineData("extendedKeyUsage=DER:020105", "CertificateMalformed")]
    [InlineData("subjectAltName=DER:020105", "CertificateMalformed")]
    [InlineData("subjectKeyIdentifier=DER:020105", "CertificateMalformed")]
    [InlineData("authorityKeyIdentifier=DER:020105", "CertificateMalformed")]
    [InlineData("nameConstraints=critical,DER:0101", "CANameConstraintViolated")]
    [InlineData("nameConstraints=critical,DER:020105", "CANameConstraintViolated")]
    [InlineData("nameConstraints=critical,DER:3003A00105", "CANameConstraintViolated")]
    [InlineData("nameConstraints=critical,DER:3006A00430020105", "CANameConstraintViolated")]
    public void A_CA_with_a_malformed_extension_is_refused(string extension, string id)
    {
        using var folder = new IssuedFolder();
        var whole = extension.StartsWith("basic", StringComparison.Ordinal) ? Usage
            : extension.StartsWith("keyUsage", StringComparison.Ordinal) ? "basicConstraints=critical,CA:TRUE\nsubjectKeyIdentifier=hash"
            : Plain;
        Make(folder, $"{whole}\n{extension}", intermediate: null);
        SignWithOpenSsl(folder, "calico", "extendedKeyUsage=clientAuth");

        Assert.Contains(id, Issue(folder, []), StringComparison.Ordinal);
        if (id == "CertificateMalformed")
        {
            Assert.Equal(id, Assert.Throws<CertificateException>(() => Faults(folder, "calico", CertificateRole.Client)).ErrorId);
        }
        else
        {
            Assert.Contains(id, Faults(folder, "calico", CertificateRole.Client), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<(string Root, string? Intermediate, string? Reason)> Names(params string[] constraints) => constraints.SelectMany(
        static constraint => new (string, string?, string?)[]
        {
            ($"{Plain}\nnameConstraints={constraint}", null, null),
            (Plain, $"{Plain}\nnameConstraints=critical,{constraint}", null),
        });

    private static void Make(IssuedFolder folder, string root, string? intermediate)
    {
        const string Sections =
            "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nO=here\nCN=own\n[here]\nO=here\n[elsewhere]\nO=elsewhere\n";
        var top = intermediate is null ? "ca" : "root";
        Key(folder, top);
        folder.Write("root.cnf", $"{Sections}[x]\n{root}\n");
        OpenSsl.Run(
            "req", "-x509", "-new", "-key", folder[$"{top}-key.pem"], "-out", folder[$"{top}.pem"], "-subj", "/O=here/CN=root", "-days", "30",
            "-config", folder["root.cnf"], "-extensions", "x");
        if (intermediate is null)
        {
            return;
        }

        Key(folder, "ca");
        folder.Write("sub.cnf", $"{Sections}[x]\nauthorityKeyIdentifier=keyid\n{intermediate}\n");
        OpenSsl.Run(
            "req", "-new", "-key", folder["ca-key.pem"], "-out", folder["ca.csr"], "-subj", "/O=here/CN=sub", "-config", folder["sub.cnf"]);
        OpenSsl.Run(
            "x509", "-req", "-in", folder["ca.csr"], "-CA", folder["root.pem"], "-CAkey", folder["root-key.pem"], "-days", "30",
            "-extfile", folder["sub.cnf"], "-extensions", "x", "-out", folder["ca.pem"]);
        File.AppendAllText(folder["ca.pem"], File.ReadAllText(folder["root.pem"]));
    }

    private static void Key(IssuedFolder folder, string name) =>
        OpenSsl.Run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", folder[$"{name}-key.pem"]);

    private static void SignWithOpenSsl(IssuedFolder folder, string name, string extensions)
    {
        Key(folder, name);
        _ = folder.Write("leaf.ext", $"basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid,issuer\n{extensions}\n");
        OpenSsl.Run("req", "-new", "-key", folder[$"{name}-key.pem"], "-out", folder["leaf.csr"], "-subj", $"/O=here/CN={name}");
        OpenSsl.Run(
            "x509", "-req", "-in", folder["leaf.csr"], "-CA", folder["ca.pem"], "-CAkey", folder["ca-key.pem"], "-days", "20",
            "-extfile", folder["leaf.ext"], "-out", folder[$"{name}.pem"]);
    }

    /// <summary>Why openssl refuses a certificate; null when it accepts it.</summary>
    private static string? OpinionOf(IssuedFolder folder, string name, string purpose)
    {
        var start = new ProcessStartInfo("openssl") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "verify", "-x509_strict", "-purpose", purpose, "-CAfile", folder["ca.pem"], folder[$"{name}.pem"] })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : output;
    }

    private static string? Faults(IssuedFolder folder, string name, CertificateRole role)
    {
        using var leaf = PemText.Load(folder[$"{name}.pem"], TestContext.Current.CancellationToken);
        using var authority = PemText.Load(folder["ca.pem"], TestContext.Current.CancellationToken);
        var set = new UncheckedSet(
            null,
            Certificate.Read(authority, "ca", CertificateRole.CA),
            Certificate.Read(leaf, name, role),
            [],
            new Dictionary<string, PrivateKey>());
        return Describe(ChainRules.Check(set, TimeProvider.System.GetUtcNow()));
    }

    private static string? Issue(IssuedFolder folder, IReadOnlyList<EtcdMember> members)
    {
        try
        {
            var options = folder.ExistingAuthority(TimeSpan.FromDays(10));
            var set = CertificateIssuer.Issue(
                new()
                {
                    CAPath = options.CAPath,
                    CAKeyPath = options.CAKeyPath,
                    ValidFor = options.ValidFor,
                    Organizations = ["here"],
                    Members = members,
                },
                new SilentLog(),
                TimeProvider.System,
                default);
            return Describe(CertificateChecks.Check(UncheckedSet.Of(set), TimeProvider.System, TimeSpan.FromDays(1)));
        }
        catch (CertificateException error)
        {
            return $"Error {error.ErrorId}: {error.Message}";
        }
    }

    private static string? Describe(IEnumerable<Finding> findings) =>
        string.Join('\n', findings.Select(static finding => $"{finding.Severity} {finding.RuleId}: {finding.Message}")) is { Length: > 0 } text
            ? text
            : null;

    private static void Compare(string? openssl, string? ours, string? reason, bool isIssued = false)
    {
        var isRefused = ours?.Contains("Error ", StringComparison.Ordinal) == true;
        switch (reason)
        {
            case EtcdAccepts:
                Assert.NotNull(openssl);
                Assert.False(isRefused, ours);
                Assert.Contains(PathRules.NotStrict, ours, StringComparison.Ordinal);
                break;
            case EtcdRefuses:
                Assert.True(isRefused, ours);
                break;
            default:
                Assert.True(
                    openssl is not null == isRefused,
                    $"openssl: {openssl ?? "accepted"}\nours{(isIssued ? " (issuing)" : "")}: {ours ?? "accepted"}");
                break;
        }
    }

    private sealed class SilentLog : ICommandLog
    {
        public void Verbose(string message)
        {
        }

        public void Warning(string message)
        {
        }

        public void Progress(string activity, int done, int total)
        {
        }
    }
}

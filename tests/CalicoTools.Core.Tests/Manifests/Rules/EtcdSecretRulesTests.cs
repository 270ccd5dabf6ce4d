using System.Text;
using CalicoTools.Manifests.Rules;
using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class EtcdSecretRulesTests(OpensslFiles files) : IClassFixture<OpensslFiles>
{
    private const string Head = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: calico-etcd-secrets\n  namespace: kube-system\n";

    [Fact]
    public void A_right_Secret_has_nothing_to_find() => Assert.Empty(Check(Secret(files.Key, files.Certificate, files.Authority)));

    [Fact]
    public void Values_may_be_given_as_plain_text()
    {
        Assert.Empty(Check(Plain(files.Key, files.Certificate, files.Authority)));
        Assert.Equal("CertificateKeyMismatch", Only(Plain(files.OtherKey, files.Certificate, files.Authority)));
    }

    [Theory]
    [InlineData("LS0tLS1CRUdJTiBDRVJUS_notbase64", "etcd-cert is cut or has other characters in it")]
    [InlineData("LS0tLS1CRUdJTiBDRV", "etcd-cert is cut")]
    [InlineData("\"LS0tLS1C RUdJTiBD\"", "etcd-cert has blanks in it")]
    [InlineData("\"-----BEGIN CERTIFICATE-----\"", "etcd-cert is PEM as it is")]
    public void What_is_not_base64_is_an_error(string value, string seen) => Finds("EtcdValueNotBase64", Value("etcd-cert", value), seen);

    [Fact]
    public void Base64_folded_into_blanks_is_an_error() =>
        Finds("EtcdValueNotBase64", Value("etcd-cert", Lines(Encode(files.Certificate))), "etcd-cert has blanks in it");

    [Fact]
    public void Base64_over_several_lines_is_read_but_warned_of()
    {
        var manifest = Value("etcd-cert", $"|{Lines(Encode(files.Certificate))}");
        Assert.Equal(FindingSeverity.Warning, Finds("EtcdValueWrapped", manifest, "etcd-cert is broken over").Severity);
        Assert.Single(Check(manifest));
        Assert.Empty(Check(Value("etcd-cert", $"|\n    {Encode(files.Certificate)}")));
    }

    [Fact]
    public void Base64_of_base64_is_an_error()
    {
        var wrapped = string.Join('\n', Encode(files.Certificate).Chunk(76).Select(static line => new string(line)));
        Finds("EtcdValueDoubled", Value("etcd-cert", Encode(Encode(files.Certificate))), "etcd-cert");
        Finds("EtcdValueDoubled", Value("etcd-key", Encode(wrapped + "\n")), "etcd-key");
        FindsNot("EtcdValueDoubled", Value("etcd-cert", Encode(files.Certificate)));
        FindsNot("EtcdValueDoubled", Value("etcd-cert", Encode("aGVsbG8=")));
    }

    [Fact]
    public void What_is_no_certificate_is_an_error()
    {
        Finds("EtcdValueNotPem", Value("etcd-cert", Encode("hello")), "no PEM block at all");
        Finds("EtcdValueNotPem", Value("etcd-cert", Encode(files.Certificate[..200])), "does not end");
        Assert.Empty(Check(Value("etcd-cert", Encode($"Explanation before it\n{files.Certificate}"))));
    }

    [Fact]
    public void Values_under_each_others_keys_are_an_error()
    {
        Assert.Equal(2, Check(Secret(files.Certificate, files.Key, files.Authority)).Of("EtcdValueSwapped").Count);
        Finds("EtcdValueSwapped", Secret(files.OtherKey, files.Authority, files.Certificate), "etcd-cert is a CA's certificate");
        FindsNot("EtcdValueSwapped", Secret(files.Key, files.Certificate, files.Authority));
        FindsNot("EtcdValueSwapped", Secret(files.Key, files.Key + files.Certificate, files.Authority));
    }

    [Fact]
    public void Another_block_beside_the_CA_is_an_error_since_etcd_s_client_refuses_it()
    {
        const string Parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        Finds("EtcdValueForeignBlock", Secret(files.Key, files.Certificate, files.Authority + files.OtherKey), "stands beside the certificates");
        Finds("EtcdValueForeignBlock", Secret(files.Key, files.Certificate, Parameters + files.Authority), "etcd-ca:1: EC PARAMETERS");
        Assert.Empty(Check(Secret(Parameters + files.Key, files.Certificate, $"A comment\n{files.Authority}")));
    }

    [Fact]
    public void A_certificate_for_servers_only_is_an_error() =>
        Assert.Equal("ClientAuthMissing", Only(Secret(files.Key, files.ServerCertificate, files.Authority)));

    [Fact]
    public void A_key_with_a_password_is_an_error() =>
        Assert.Equal("EtcdValueKeyEncrypted", Only(Secret(files.EncryptedKey, files.Certificate, files.Authority)));

    [Fact]
    public void A_key_that_does_not_fit_the_certificate_is_an_error() =>
        Assert.Equal("CertificateKeyMismatch", Only(Secret(files.OtherKey, files.Certificate, files.Authority)));

    [Fact]
    public void A_certificate_from_another_authority_is_warned_of()
    {
        Assert.All(
            [files.SameNameAuthority, files.OtherAlgorithmAuthority, files.OtherNameAuthority],
            authority => Assert.Equal("CertificateNotIssuedByCA", Only(Secret(files.Key, files.Certificate, authority))));
        Assert.Empty(Check(Secret(files.Key, files.Certificate, files.OtherNameAuthority + files.Authority)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(334)]
    [InlineData(336, "CertificateExpiring")]
    [InlineData(364, "CertificateExpiring")]
    [InlineData(366, "CertificateExpired")]
    [InlineData(-1, "CertificateNotYetValid", "CertificateNotYetValid")]
    public void Certificates_have_to_be_valid_and_to_stay_so_for_a_month(int days, params string[] expected) => Assert.Equal(
        expected,
        ManifestInspection.Check([Secret(files.Key, files.Certificate, files.Authority)], DateTimeOffset.UtcNow.AddDays(days))
            .Select(static finding => finding.RuleId));

    [Fact]
    public void No_finding_holds_key_material()
    {
        Finding[] findings =
        [
            .. Check(Secret(files.Certificate, files.Key, files.Authority)),
            .. Check(Secret(files.EncryptedKey, files.Certificate, files.Authority)),
            .. Check(Secret(Encode(files.Key), files.Key[..150], files.Key)),
            .. Check(Value("etcd-key", $"\"{files.Key.ReplaceLineEndings(" ")}\"")),
        ];
        var secrets = files.Key.Split('\n').Concat(files.EncryptedKey.Split('\n')).Where(static line => line.Length > 16 && line[0] != '-');
        Assert.True(findings.Length > 5);
        Assert.All(findings, finding =>
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, finding.ToString(), StringComparison.Ordinal)));
    }

    private static string Only(CalicoManifest manifest) => Assert.Single(Check(manifest)).RuleId;

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Lines(string text) => string.Concat(text.Chunk(76).Select(static line => $"\n    {new string(line)}"));

    private static CalicoManifest Value(string key, string value) => Changed($"{Head}data:\n  {key}: {value}\n");

    private static CalicoManifest Secret(string key, string certificate, string authority) =>
        Changed($"{Head}data:\n  etcd-key: {Encode(key)}\n  etcd-cert: {Encode(certificate)}\n  etcd-ca: {Encode(authority)}\n");

    private static CalicoManifest Plain(string key, string certificate, string authority) => Changed(
        $"{Head}stringData:\n  etcd-key: |\n{Indented(key)}\n  etcd-cert: |\n{Indented(certificate)}\n  etcd-ca: |\n{Indented(authority)}\n");

    private static string Indented(string pem) => string.Join('\n', pem.TrimEnd().Split('\n').Select(static line => $"    {line}"));
}

using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

/// <summary>What cfssl passes over in silence is an error here.</summary>
public sealed class CfsslFileTests
{
    private const string Config = """
        {
          "signing": {
            "default": {"expiry": "438000h"},
            "profiles": {
              "client": {"expiry": "8760h", "backdate": "1h", "usages": ["signing", "key encipherment", "client auth"]},
              "long": {"usages": ["client auth"]},
              "server": {"expiry": "8760h", "usages": ["signing", "server auth"]},
              "typo": {"usages": ["signing", "client-auth"]},
              "remote": {"usages": ["client auth"], "auth_key": "k"},
              "unknown": {"usage": ["client auth"]}
            }
          }
        }
        """;

    [Fact]
    public void A_request_gives_subject_names_and_key()
    {
        using var folder = new IssuedFolder();
        var request = folder.Write("csr.json", """
            {"cn": "me", "hosts": ["me.lan"], "key": {"algo": "ecdsa", "size": 384}, "serialnumber": "7",
             "names": [{"C": "CN", "ST": "杭州", "O": "o1"}, {"O": "o2"}]}
            """);

        var set = folder.Issue(new() { CfsslRequestPath = request });

        Assert.Equal("SERIALNUMBER=7,CN=me,O=o1+O=o2,ST=杭州,C=CN", set.Client.Subject);
        Assert.Equal("CN=calico-ca,O=o1+O=o2,ST=杭州,C=CN", set.CA.Subject);
        Assert.Equal("ECDSA P-384", set.Client.Algorithm);
        Assert.Equal(["me.lan"], set.Client.HostNames);
    }

    [Fact]
    public void What_is_asked_for_beside_a_request_goes_before_it()
    {
        using var folder = new IssuedFolder();
        var set = folder.Issue(new()
        {
            CfsslRequestPath = folder.Write("csr.json", """
                {"CN": "me", "hosts": ["me.lan"], "key": {"algo": "ed25519"}, "names": [{"L": "here", "O": "o1"}]}
                """),
            CommonName = "you",
            Organizations = ["o3"],
            HostNames = [],
            KeyAlgorithm = KeyAlgorithm.ECDsaP256,
        });

        Assert.Equal("CN=you,O=o3,L=here", set.Client.Subject);
        Assert.Equal("ECDSA P-256", set.Client.Algorithm);
        Assert.Empty(set.Client.HostNames);
    }

    [Fact]
    public void A_profile_gives_usages_expiry_and_backdate()
    {
        using var folder = new IssuedFolder();
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 29, TimeSpan.Zero);

        var set = folder.Issue(Profile(folder, "client"), now);
        var client = set.Client;

        Assert.Equal(["clientAuth"], client.Usages);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 11, 0, 0, TimeSpan.Zero), client.NotBefore);
        Assert.Equal(client.NotBefore.AddDays(365), client.NotAfter);
        Assert.True(set.CA.NotAfter > client.NotAfter);
        Assert.Equal((client.NotAfter, client.DaysLeft), (set.NotAfter, set.DaysLeft));
    }

    [Fact]
    public void A_profile_that_outlasts_the_ca_ends_with_it_and_a_warning()
    {
        using var folder = new IssuedFolder();

        var set = folder.Issue(Profile(folder, "long"));

        Assert.Equal(set.CA.NotAfter, set.Client.NotAfter);
        Assert.Contains("with their CA", Assert.Single(folder.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, folder.Issue(Profile(folder, "long", TimeSpan.FromDays(2))).Client.DaysLeft);
    }

    [Theory]
    [InlineData("clients", "CfsslProfileUnknown", "client, long, server, typo, remote, unknown")]
    [InlineData("Client", "CfsslProfileUnknown", "client, long")]
    [InlineData(null, "CfsslProfileWithoutUsages", "-Profile")]
    [InlineData("server", "CfsslProfileWithoutClientAuth", "-Profile")]
    [InlineData("typo", "CfsslUsageUnknown", "client auth")]
    [InlineData("remote", "CfsslFieldNotSupported", "cfssl")]
    [InlineData("unknown", "CfsslFieldUnknown", "usages, expiry, backdate")]
    public void A_profile_that_cfssl_would_use_wrongly_is_refused(string? profile, string errorId, string remedy)
    {
        using var folder = new IssuedFolder();

        var error = folder.Refusal(Profile(folder, profile));

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(folder["ca-config.json"], error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_needs_a_file()
    {
        using var folder = new IssuedFolder();

        Assert.Equal("ProfileWithoutConfig", folder.Refusal(new() { Profile = "client" }).ErrorId);
    }

    [Theory]
    [InlineData("""{"CN": "x", "host": ["a"]}""", "CfsslFieldUnknown", "'host'")]
    [InlineData("""{"CN": "x", "keys": {"algo": "rsa", "size": 2048}}""", "CfsslFieldUnknown", "'keys'")]
    [InlineData("""{"CN": "x", "key": {"algorithm": "rsa", "size": 2048}}""", "CfsslFieldUnknown", "'key.algorithm'")]
    [InlineData("""{"CN": "x", "names": [{"O": "a"}, {"City": "b"}]}""", "CfsslFieldUnknown", "'names[1].City'")]
    [InlineData("""{"CN": "x", "CN": "y"}""", "CfsslFieldTwice", "'CN'")]
    [InlineData("""{"CN": "x", "names": [{"E": "a@b"}]}""", "CfsslFieldNotSupported", "'names[0].E'")]
    [InlineData("""{"CN": "x", "crl_url": "http://x"}""", "CfsslFieldNotSupported", "'crl_url'")]
    [InlineData("""{"CN": 7}""", "CfsslFieldInvalid", "'CN'")]
    [InlineData("""{"CN": "x", "hosts": "a"}""", "CfsslFieldInvalid", "'hosts'")]
    [InlineData("""{"CN": "x", "ca": {"expiry": "forever"}}""", "CfsslFieldInvalid", "'ca.expiry'")]
    [InlineData("""{"CN": "x", "ca": {"pathlen": -1}}""", "CfsslFieldInvalid", "'ca.pathlen'")]
    [InlineData("""{"CN": "x", "key": {"algo": "rsa", "size": 1024}}""", "RsaKeyTooSmall", "1024")]
    [InlineData("""{"CN": "x", "key": {"algo": "rsa", "size": 2049}}""", "CfsslKeyNotSupported", "2049")]
    [InlineData("""{"CN": "x", "key": {"algo": "dsa", "size": 2048}}""", "CfsslKeyNotSupported", "'dsa'")]
    [InlineData("""{"CN": "x", "hosts": ["", "a b"]}""", "CfsslFieldInvalid", "'a b' in 'hosts'")]
    [InlineData("""["CN"]""", "CfsslFieldInvalid", "an object")]
    [InlineData("""{"CN": "x", "ca": {"expiry": "8000y", "backdate": "3000y"}}""", "ValidityTooLong", "1950")]
    [InlineData("{\"CN\":\n \"\\ud800\"}", "CfsslFileMalformed", ":2:2: ")]
    [InlineData("{\n\"CN\": x}", "CfsslFileMalformed", ":2:7: ")]
    [InlineData("{\"CN\": \"x\", \"ca\": {\"expiry\": \"5m\"}}", "ValidityTooShort", "5 minutes")]
    public void A_request_that_cfssl_would_not_understand_is_refused(string request, string errorId, string evidence)
    {
        using var folder = new IssuedFolder();

        var error = folder.Refusal(new() { CfsslRequestPath = folder.Write("csr.json", request) });

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(evidence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var folder = new IssuedFolder();
        var error = folder.Refusal(new() { CfsslRequestPath = folder["none.json"] });

        Assert.Equal(("CfsslFileUnreadable", ErrorKind.NotFound), (error.ErrorId, error.Kind));
        Assert.Contains(folder["none.json"], error.Message, StringComparison.Ordinal);
    }

    private static CertificateOptions Profile(IssuedFolder folder, string? profile, TimeSpan? validFor = null) =>
        new() { CfsslConfigPath = folder.Write("ca-config.json", Config), Profile = profile, ValidFor = validFor };
}

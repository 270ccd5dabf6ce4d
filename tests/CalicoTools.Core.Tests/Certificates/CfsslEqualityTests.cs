using System.Formats.Asn1;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Core.Tests.Certificates;

/// <summary>Our certificates beside those the real cfssl makes of the same files: equal but for serial number, dates and keys.</summary>
public sealed class CfsslEqualityTests
{
    private const string Config = """
        {"signing": {"default": {"expiry": "8760h"},
          "profiles": {"client": {"expiry": "8760h", "usages": ["signing", "key encipherment", "client auth"]},
                       "peer": {"expiry": "438000h", "usages": ["client auth", "server auth", "digital signature"]}}}}
        """;

    public static TheoryData<string, string> Requests => new()
    {
        { """{"algo": "rsa", "size": 2048}""", "[]" },
        { """{"algo": "ecdsa", "size": 256}""", "[]" },
        { """{"algo": "ecdsa", "size": 384}""", """["calico.lan", "*.example.org", "10.0.0.1", "a@b.example", "fd00::1", "z.lan"]""" },
        { """{"algo": "ecdsa", "size": 521}""", """["10.0.0.1"]""" },
        { """{"algo": "rsa", "size": 3072}""", "[]" },
    };

    public static TheoryData<string> Names => new()
    {
        """[{"C": "CN", "ST": "杭州", "L": "XS", "O": "k8s", "OU": "System"}]""",
        """[{"C": "CN", "ST": "Zhejiang", "L": "Hang_Zhou", "O": "k8s 组织", "OU": "Sys@tem"}]""",
        """[{"O": "zz"}, {"C": "DE", "O": "aa", "OU": "*"}, {"O": "mm-longer", "OU": "A'(x)+,-./:=?"}]""",
        "[]",
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Authority_and_client_are_what_cfssl_makes_of_the_same_key_request(string key, string hosts)
    {
        using var folder = new IssuedFolder();
        Compare(
            folder, $$"""{"CN": "calico", "key": {{key}}, "names": [{"C": "CN", "O": "k8s"}]""", $$""", "hosts": {{hosts}}}""", "client");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_encoded_as_cfssl_does(string names)
    {
        using var folder = new IssuedFolder();
        Compare(folder, $$"""{"CN": "calico", "key": {"algo": "ecdsa", "size": 256}, "names": {{names}}""", "}", "client");
    }

    [Fact]
    public void Usages_have_the_order_of_the_profile_as_in_cfssl()
    {
        using var folder = new IssuedFolder();
        Compare(folder, """{"CN": "calico", "key": {"algo": "ecdsa", "size": 256}""", "}", "peer");
    }

    [Theory]
    [InlineData("""{"expiry": "17520h", "pathlen": 2}""")]
    [InlineData("""{"expiry": "17520h", "pathlen": 0, "pathlenzero": true}""")]
    [InlineData("""{"expiry": "876000h"}""")]
    public void The_authority_has_the_path_length_and_expiry_of_the_request(string authority)
    {
        using var folder = new IssuedFolder();
        CfsslAuthority(folder, $$"""{"CN": "calico-ca", "ca": {{authority}}}""", "cfssl-ca");

        folder.Issue(new() { CfsslRequestPath = folder.Write("csr.json", $$"""{"CN": "calico", "ca": {{authority}}}""") });

        Assert.Equal(Shape(folder["cfssl-ca.pem"]), Shape(folder["ca.pem"]));
    }

    [Fact]
    public void A_cfssl_authority_signs_here_as_it_does_there()
    {
        using var folder = new IssuedFolder();
        CfsslAuthority(folder, """{"CN": "own-ca", "key": {"algo": "rsa", "size": 2048}}""", "ca");
        folder.Issue(folder.ExistingAuthority());

        OpenSsl.Verify(folder["ca.pem"], folder["calico.pem"]);
    }

    private static void Compare(IssuedFolder folder, string request, string leafOnly, string profile)
    {
        var requestFile = folder.Write("csr.json", request + leafOnly);
        var config = folder.Write("ca-config.json", Config);
        var authority = request.Replace("\"CN\": \"calico\"", "\"CN\": \"calico-ca\"", StringComparison.Ordinal);
        CfsslAuthority(folder, authority + """, "ca": {"expiry": "876000h"}}""", "cfssl-ca");
        CfsslRun(
            folder, "cfssl-calico", "gencert", "-ca", folder["cfssl-ca.pem"], "-ca-key", folder["cfssl-ca-key.pem"],
            "-config", config, "-profile", profile, requestFile);

        folder.Issue(new()
        {
            CfsslRequestPath = requestFile,
            CfsslConfigPath = config,
            Profile = profile,
            CAValidFor = TimeSpan.FromHours(876000),
        });

        foreach (var name in new[] { "ca", "calico" })
        {
            Assert.Equal(Shape(folder[$"cfssl-{name}.pem"]), Shape(folder[$"{name}.pem"]));
            Assert.Equal(
                File.ReadLines(folder[$"cfssl-{name}-key.pem"]).First(), File.ReadLines(folder[$"{name}-key.pem"]).First());
        }
    }

    private static void CfsslAuthority(IssuedFolder folder, string request, string name) =>
        CfsslRun(folder, name, "gencert", "-initca", folder.Write("ca-csr.json", request));

    private static void CfsslRun(IssuedFolder folder, string name, params string[] arguments)
    {
        var json = ExternalProgram.Run("cfssl", arguments);
        var written = ExternalProgram.Try("cfssljson", ["-bare", folder[name]], json);
        Assert.Equal(0, written.ExitCode);
    }

    // Every node of the certificate's DER, with what differs by chance replaced: serial number, dates (their distance stays), keys,
    // key identifiers (present or not), signatures.
    private static string Shape(string file)
    {
        using var text = PemText.Load(file, TestContext.Current.CancellationToken);
        var certificate = new AsnReader(text.Blocks[0].Content, AsnEncodingRules.DER).ReadSequence();
        var body = certificate.ReadSequence();
        var version = body.ReadEncodedValue();
        var serialBytes = body.ReadInteger().GetByteCount();
        var algorithm = body.ReadEncodedValue();
        var issuer = body.ReadEncodedValue();
        var validity = body.ReadSequence();
        var (start, startTag) = ReadTime(validity);
        var (end, endTag) = ReadTime(validity);
        var subject = body.ReadEncodedValue();
        var key = body.ReadSequence().ReadEncodedValue();
        var extensions = body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)).ReadSequence();
        List<string> lines =
        [
            $"version {Hex(version)}", $"serial {serialBytes > 16}", $"signature {Hex(algorithm)}", $"issuer {Hex(issuer)}",
            $"dates {startTag} {endTag} {end - start} second {start.Second}", $"subject {Hex(subject)}", $"key {Hex(key)}",
        ];
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var id = extension.ReadObjectIdentifier();
            var isCritical = extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean();
            var value = extension.ReadOctetString();
            var isKeyIdentifier = id is "2.5.29.14" or "2.5.29.35";
            lines.Add($"{id} {isCritical} {(isKeyIdentifier ? $"{Hex(value.AsMemory(0, value.Length - 20))} and 20 bytes" : Hex(value))}");
        }

        lines.Add($"signed {Hex(certificate.ReadEncodedValue())}");
        return string.Join('\n', lines);
    }

    private static (DateTimeOffset Time, string Tag) ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime)
            ? (reader.ReadUtcTime(), "UTCTime")
            : (reader.ReadGeneralizedTime(), "GeneralizedTime");

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}

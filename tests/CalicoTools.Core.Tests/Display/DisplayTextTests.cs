using System.Security.Cryptography;
using System.Text;

namespace CalicoTools.Core.Tests.Display;

public sealed class DisplayTextTests
{
    private const string Key = "MHcCAQEEIBkg4LVWM9nuwNSk3yByxZpYRTBnVJk1GkMnGHXn7Wv2oAoGCCqGSM49";

    [Theory]
    [InlineData("https://admin:s3cret@10.0.0.1:6443/api", "https://(not shown)@10.0.0.1:6443/api")]
    [InlineData("the server 'https://admin@host' does", "the server 'https://(not shown)@host' does")]
    [InlineData("proxy socks5://u:p%40ss@proxy:1080.", "proxy socks5://(not shown)@proxy:1080.")]
    [InlineData("https://a:b@c@host/", "https://(not shown)@host/")]
    [InlineData("'robot:s3cret@registry.lan:5000/x' is invalid", "'(not shown)@registry.lan:5000/x' is invalid")]
    public void A_user_name_and_a_password_before_a_host_are_not_shown(string text, string shown) => Assert.Equal(shown, DisplayText.Of(text));

    [Theory]
    [InlineData("the image calico/node:v3.32.1@sha256:0a1b2c is missing")]
    [InlineData("node:v3.32.1@sha256:0a1b2c")]
    [InlineData("Give a file that has a -----BEGIN CERTIFICATE----- line.")]
    [InlineData("Give a file that has a -----BEGIN … PRIVATE KEY----- line, not -----END CERTIFICATE-----.")]
    [InlineData("/home/Administrator/Documents/Kubernetes/Cluster1/Certificates/Production/Calico2026/ca.pem:3:1: this is not valid")]
    [InlineData("fingerprint 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08")]
    [InlineData("containerd://9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("C:\\Users\\admin\\pki\\ca.pem does not exist. Ändern Sie den Pfad: 道.")]
    [InlineData("first line\n\tsecond line")]
    [InlineData("tokenFile: /var/run/secrets/token cannot be read")]
    [InlineData("someone@example.com")]
    public void What_is_no_secret_is_shown_as_it_is(string text) => Assert.Equal(text, DisplayText.Of(text));

    [Theory]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\n{0}\n-----END EC PRIVATE KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----{0}-----END EC PRIVATE KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY----- {0} -----END EC PRIVATE KEY-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\\n{0}\\n-----END EC PRIVATE KEY-----\\n")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\r{0}\r-----END EC PRIVATE KEY-----")]
    [InlineData("-----BEGIN {0}-----")]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\n{0}")]
    [InlineData("the value {0} is wrong")]
    [InlineData("etcd-key: {0}=")]
    public void A_key_is_not_shown_however_its_lines_are_broken(string pattern)
    {
        var shown = DisplayText.Of(pattern.Replace("{0}", Key, StringComparison.Ordinal));

        Assert.Contains(DisplayText.NotShown, shown.Replace("(PEM not", "(not", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..24], shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[^24..], shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_any_kind_in_base64_is_not_shown()
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (var pem in new[] { rsa.ExportPkcs8PrivateKeyPem(), rsa.ExportRSAPrivateKeyPem(), ecdsa.ExportECPrivateKeyPem() })
        {
            var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
            Assert.Equal("data (not shown) end", DisplayText.Of($"data {encoded} end"));
            Assert.Equal($"data (PEM {DisplayText.NotShown[1..]} end", DisplayText.Of($"data {pem} end"));
        }
    }

    [Theory]
    [InlineData("Bearer abcdefgh12345", "Bearer (not shown)")]
    [InlineData("got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln as token", "got (not shown) as token")]
    public void A_token_is_not_shown(string text, string shown) => Assert.Equal(shown, DisplayText.Of(text));

    [Theory]
    [InlineData("login failed: password=hunter22", "login failed: password=(not shown)")]
    [InlineData("""{"access_token": "abcd1234", "user": "x"}""", """{"access_token": "(not shown)", "user": "x"}""")]
    [InlineData("client_secret: zzzz9999!", "client_secret: (not shown)")]
    public void An_excerpt_shows_no_named_secret_either(string text, string shown) => Assert.Equal(shown, DisplayText.Excerpt(text));

    [Theory]
    [InlineData("\e]0;title\a text", "\uFFFD]0;title\uFFFD text")]
    [InlineData("\e[2J", "\uFFFD[2J")]
    [InlineData("a\0b\bc\rd\u007F\u009B", "a\uFFFDb\uFFFDc\uFFFDd\uFFFD\uFFFD")]
    [InlineData("abc\u202Egpj.exe", "abc\uFFFDgpj.exe")]
    [InlineData("a\u2028b\u2066c", "a\uFFFDb\uFFFDc")]
    [InlineData("line\r\nline", "line\nline")]
    public void A_character_that_moves_or_hides_text_is_replaced(string text, string shown) => Assert.Equal(shown, DisplayText.Of(text));

    [Fact]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("a\uFFFDb", DisplayText.Of("a\uD800b"));

    [Fact]
    public void A_text_from_elsewhere_is_cut()
    {
        var words = string.Join(' ', Enumerable.Range(0, 100_000));

        Assert.Equal(DisplayText.LongestExcerpt + 1, DisplayText.Excerpt(words).Length);
        Assert.StartsWith("0 1 2 ", DisplayText.Excerpt(words), StringComparison.Ordinal);
        Assert.EndsWith(" 99998 99999", DisplayText.LastExcerpt(words), StringComparison.Ordinal);
        Assert.Equal(DisplayText.LongestExcerpt + 1, DisplayText.LastExcerpt(words).Length);
        Assert.True(DisplayText.Of(words).Length < words.Length / 4);
    }

    [Fact]
    public void Errors_findings_changes_and_names_pass_through_it()
    {
        const string Told = "\e[2J https://u:pw@host";
        const string Shown = "\uFFFD[2J https://(not shown)@host";
        var error = new ClusterException("Id", ErrorKind.InvalidData, Told, Told, "https://u:pw@host");
        var finding = new Finding("Id", FindingSeverity.Error, Told, Told, Told, Told);
        var resource = new KubernetesResource("v1", "Pod", "a\eb", "a\eb");
        var change = new FieldChange(resource, "a\e", FieldChangeKind.Changed, Told, Told);

        Assert.Equal((Shown, Shown, "https://(not shown)@host"), (error.Message, error.Remedy, (string?)error.Subject));
        Assert.Equal((Shown, Shown, Shown, Shown), (finding.Subject, finding.Message, finding.Evidence, finding.Remedy));
        Assert.Equal(Shown, (finding with { Message = Told }).Message);
        Assert.Equal("Pod a\uFFFDb/a\uFFFDb", resource.ToString());
        Assert.Equal(("a\uFFFD", Shown, Shown), (change.Path, change.Old, change.New));
    }

    [Fact]
    public void A_hostile_text_takes_no_more_time_than_its_length_allows()
    {
        foreach (var unit in new[] { "-----BEGIN ", "a:", "A1a", "://", "eyJ", "password=", "=", "Bearer " })
        {
            var text = string.Concat(Enumerable.Repeat(unit, 2_000_000 / unit.Length));
            Assert.True(DisplayText.Of(text).Length < text.Length);
        }
    }
}

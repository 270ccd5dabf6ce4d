using System.Text;
using CalicoTools.Certificates;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Core.Tests.Certificates;

public sealed class PemTextTests
{
    private const string Good = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nMAA=\n", 1, "does not end")]
    [InlineData("x\n-----BEGIN CERTIFICATE-----\nMA!=\n-----END CERTIFICATE-----\n", 3, "not base64")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMAA\n-----END CERTIFICATE-----\n", 3, "cut")]
    [InlineData("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", 2, "empty")]
    [InlineData("-----BEGIN CERTIFICATE-----\r\nMAA=\r\n-----END PRIVATE KEY-----\r\n", 3, "closes BEGIN CERTIFICATE of line 1")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMAA=\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", 3, "not base64")]
    [InlineData("text\n-----END CERTIFICATE-----\n", 2, "neither")]
    [InlineData("  -----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", 1, "neither")]
    [InlineData("-----BEGIN CERTIFICATE---\nMAA=\n-----END CERTIFICATE-----\n", 1, "neither")]
    [InlineData("\uFEFF-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", 1, "byte order mark")]
    public void A_malformed_text_is_refused_at_its_line(string text, int line, string reason)
    {
        var error = Assert.Throws<CertificateException>(() => Parse(text));

        Assert.Equal("PemMalformed", error.ErrorId);
        Assert.StartsWith($"ca.pem:{line}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\r")]
    [InlineData("\\n")]
    public void A_key_without_line_breaks_is_told_as_such_and_stays_out_of_the_message(string separator)
    {
        const string Body = "MHcCAQEEIM6WCznmigBBuaukEpOa2w7WTyaMvK8EZ/Q3m0Bc9oIboAoGCCqGSM49";
        var key = string.Join(separator, "-----BEGIN EC PRIVATE KEY-----", Body, "-----END EC PRIVATE KEY-----");
        foreach (var text in new[] { key, $"{key}\n", $"{key}\\n", $"  \"{key}\"", Good.TrimEnd() + key, $"{Good}{key}" })
        {
            var error = Assert.Throws<CertificateException>(() => Parse(text));

            Assert.Equal("PemMalformed", error.ErrorId);
            Assert.Contains("no line breaks", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("MHcC", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("-----BEGIN MHcCAQEE-----\nMAA=\n")]
    [InlineData("-----BEGIN MHcCAQEE-----\nMAA=\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMAA=\n-----END MHcCAQEE-----\n")]
    [InlineData("-----BEGIN MHcCAQEE-----\nMAA=\n-----END MHcCAQEE-----\n")]
    [InlineData("-----BEGIN MHcCAQEE PRIVATE KEY-----\nMAA=\n-----END MHcCAQEE PRIVATE KEY-----\n")]
    public void A_label_that_is_not_known_is_not_shown(string text)
    {
        var error = Assert.Throws<CertificateException>(() =>
        {
            using var pem = Parse(text);
            using var key = PemReader.Key(pem, null);
        });

        Assert.Contains("block with an unknown label", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MHcC", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_in_utf_16_is_refused_with_its_reason()
    {
        byte[] bytes = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Good)];
        var error = Assert.Throws<CertificateException>(() => PemText.Parse("ca.pem", bytes));

        Assert.Contains("byte order mark", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Good)]
    [InlineData("Subject: x\n\n-----BEGIN CERTIFICATE-----\r\nMAA=\r\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMA\n\nA=  \n-----END CERTIFICATE-----  \n# end")]
    public void Explanation_newlines_and_trailing_blanks_do_not_disturb(string text)
    {
        using var pem = Parse(text);

        Assert.Equal([0x30, 0x00], Assert.Single(pem.Blocks).Content);
    }

    [Fact]
    public void Many_blocks_are_split_in_time_that_grows_with_their_number()
    {
        using var pem = Parse(string.Concat(Enumerable.Repeat(Good, 50_000)));

        Assert.Equal(50_000, pem.Blocks.Count);
        Assert.Equal(149_998, pem.Blocks[^1].Line);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<CertificateException>(() => PemText.Load("/nowhere/ca.pem", TestContext.Current.CancellationToken));

        Assert.Equal(("PemUnreadable", ErrorKind.NotFound, "/nowhere/ca.pem"), (error.ErrorId, error.Kind, error.Subject));
    }

    [Theory]
    [InlineData("", "no PEM block at all")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n", "only CERTIFICATE REQUEST")]
    public void A_text_without_certificate_or_key_says_what_it_has(string text, string contents)
    {
        using var pem = Parse(text);
        var noCertificate = Assert.Throws<CertificateException>(() => PemReader.Certificates(pem));
        var noKey = Assert.Throws<CertificateException>(() => PemReader.Key(pem, null));

        Assert.Equal(("PemHasNoCertificate", "PemHasNoKey"), (noCertificate.ErrorId, noKey.ErrorId));
        Assert.Contains(contents, noCertificate.Message, StringComparison.Ordinal);
        Assert.Contains(contents, noKey.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_that_are_not_what_their_labels_say_are_refused_at_their_line()
    {
        var badKey = Good.Replace("CERTIFICATE", "PRIVATE KEY", StringComparison.Ordinal);
        using var pem = Parse("x\n" + Good + badKey);
        using var two = Parse(badKey + badKey);
        var certificate = Assert.Throws<CertificateException>(() => PemReader.Certificates(pem));
        var key = Assert.Throws<CertificateException>(() => PemReader.Key(pem, null));
        var second = Assert.Throws<CertificateException>(() => PemReader.Key(two, null));

        Assert.Equal("CertificateMalformed", certificate.ErrorId);
        Assert.StartsWith("ca.pem:2: ", certificate.Message, StringComparison.Ordinal);
        Assert.Equal("KeyMalformed", key.ErrorId);
        Assert.StartsWith("ca.pem:5: ", key.Message, StringComparison.Ordinal);
        Assert.Equal("PemHasSeveralKeys", second.ErrorId);
        Assert.StartsWith("ca.pem:4: ", second.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever happens to a file, it is read or refused with its place, and nothing else happens.</summary>
    [Fact]
    public void Mutated_files_are_read_or_refused_with_their_place()
    {
        using var folder = new IssuedFolder();
        List<byte[]> seeds = [];
        foreach (var algorithm in new[] { KeyAlgorithm.ECDsaP256, KeyAlgorithm.RSA2048, KeyAlgorithm.Ed25519 })
        {
            folder.Issue(new() { KeyAlgorithm = algorithm, HostNames = ["a.lan", "10.0.0.1"] });
            seeds.AddRange(new[] { "ca.pem", "calico.pem", "calico-key.pem" }.Select(name => File.ReadAllBytes(folder[name])));
        }

        var random = new Random(20261123);
        var count = Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1" ? 100_000 : 4_000;
        var read = 0;
        for (var run = 0; run < count; run++)
        {
            var mutant = Mutate(seeds[run % seeds.Count], random);
            try
            {
                using var text = PemText.Parse("fuzz.pem", mutant);
                if (text.Blocks.Any(static block => block.IsKey))
                {
                    using var key = PemReader.Key(text, null);
                }
                else
                {
                    _ = Certificate.Read(text, "ca", CertificateRole.CA);
                }

                read++;
            }
            catch (CertificateException error)
            {
                Assert.Matches("^fuzz.pem:[0-9]+: ", error.Message);
            }
        }

        Assert.InRange(read, 1, count - 1);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        if (random.Next(2) == 0)
        {
            // Inside the DER, where the base64 stays whole.
            using var text = PemText.Parse("seed", seed);
            var content = text.Blocks[0].Content.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            var length = random.Next(8) == 0 ? random.Next(1, content.Length) : content.Length;
            return PemText.Encode(text.Blocks[0].Label, content.AsSpan(0, length));
        }

        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 80), bytes.Count - at));
                    break;
                default:
                    bytes.InsertRange(at, bytes.Take(random.Next(1, 80)).ToArray());
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }

    private static PemText Parse(string text) => PemText.Parse("ca.pem", Encoding.UTF8.GetBytes(text));
}

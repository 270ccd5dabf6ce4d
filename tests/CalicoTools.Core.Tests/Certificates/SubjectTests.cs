using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

public sealed class SubjectTests
{
    public static TheoryData<string> Invalid =>
    [
        " ", new string('x', 65), "a\u202Eb", "a\u2066b", "a\nb", "\0", "\uD800", "a\uDC00", "\uDC00\uD800",
    ];

    [Theory]
    [MemberData(nameof(Invalid))]
    public void A_name_that_other_programs_refuse_or_show_otherwise_is_refused(string name)
    {
        using var folder = new IssuedFolder();

        Assert.Equal("CommonNameInvalid", folder.Refusal(new() { CommonName = name }).ErrorId);
        Assert.Equal("CommonNameInvalid", folder.Refusal(new() { CACommonName = name }).ErrorId);
        Assert.Equal("OrganizationInvalid", folder.Refusal(new() { Organizations = [name] }).ErrorId);
    }

    [Fact]
    public void An_organization_given_twice_is_refused()
    {
        using var folder = new IssuedFolder();

        Assert.Equal("OrganizationInvalid", folder.Refusal(new() { Organizations = ["a", "a"] }).ErrorId);
    }

    [Theory]
    [InlineData("C", "DEU")]
    [InlineData("C", "1A")]
    [InlineData("L", "129")]
    [InlineData("ST", "129")]
    [InlineData("OU", "65")]
    public void Attributes_of_a_request_have_the_bounds_of_x_520(string attribute, string value)
    {
        using var folder = new IssuedFolder();
        var text = int.TryParse(value, out var length) ? new string('x', length) : value;
        var request = folder.Write("csr.json", $$"""{ "names": [ { "{{attribute}}": "{{text}}" } ] }""");

        Assert.Equal("SubjectInvalid", folder.Refusal(new() { CfsslRequestPath = request }).ErrorId);
    }

    [Fact]
    public void Random_names_give_a_certificate_or_an_error_of_ours()
    {
        using var folder = new IssuedFolder();
        var random = new Random(20261201);
        var refused = 0;
        for (var round = 0; round < 200; round++)
        {
            var options = new Func<string, CertificateOptions>[]
            {
                static text => new() { CommonName = text }, static text => new() { CACommonName = text },
                static text => new() { Organizations = [text, "b"] }, static text => new() { HostNames = [text] },
            }[random.Next(4)];
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(
                _ => random.Next(3) == 0 ? (char)random.Next(0x10000) : "az.:0-@/%*\u202E"[random.Next(11)]));
            try
            {
                _ = folder.Issue(options(text));
            }
            catch (CertificateException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1, 199);
    }
}

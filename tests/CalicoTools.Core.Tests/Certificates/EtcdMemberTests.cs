using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

public sealed class EtcdMemberTests
{
    [Fact]
    public void A_member_is_reached_by_its_names_and_by_itself()
    {
        using var folder = new IssuedFolder();
        var members = folder.Issue(new()
        {
            Organizations = ["example"],
            Members =
            [
                EtcdMember.Named("etcd1", ["etcd1.lan", "192.168.10.73", "LOCALHOST"]),
                EtcdMember.FromHost("etcd2.lan"),
                EtcdMember.FromHost("fd00::73"),
            ],
        }).Members;

        Assert.Equal(["etcd1", "etcd2.lan", "fd00--73"], members.Select(static member => member.Name));
        Assert.Equal(["etcd1.lan", "LOCALHOST", "192.168.10.73", "127.0.0.1", "::1"], members[0].HostNames);
        Assert.Equal(["localhost", "fd00::73", "127.0.0.1", "::1"], members[2].HostNames);
        Assert.Equal("CN=etcd1,O=example", members[0].Subject);
        Assert.All(members, static member => Assert.Equal(["serverAuth", "clientAuth"], member.Usages));
        Assert.All(members, static member => Assert.Equal(CertificateRole.Member, member.Role));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData("-etcd")]
    [InlineData("etcd.")]
    [InlineData("nul")]
    [InlineData("COM1.lan")]
    [InlineData("etcd1-KEY")]
    [InlineData("ca-0260a08b")]
    [InlineData("成员")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void A_name_that_cannot_be_a_files_is_refused(string name)
    {
        var error = Assert.Throws<CertificateException>(() => EtcdMember.Named(name, ["etcd1.lan"]));

        Assert.Equal("EtcdMemberNameInvalid", error.ErrorId);
    }

    [Theory]
    [InlineData("ca")]
    [InlineData("CALICO")]
    [InlineData("Etcd-CA")]
    [InlineData("etcd-cert")]
    [InlineData("ETCD1")]
    public void A_member_whose_files_belong_to_another_is_refused(string name)
    {
        using var folder = new IssuedFolder();
        var error = folder.Refusal(new() { Members = [EtcdMember.Named("etcd1", ["a.lan"]), EtcdMember.Named(name, ["b.lan"])] });

        Assert.Equal("EtcdMemberNameTaken", error.ErrorId);
    }

    [Fact]
    public void A_member_without_a_name_for_others_is_refused() =>
        Assert.Equal("EtcdMemberWithoutHost", Assert.Throws<CertificateException>(() => EtcdMember.Named("etcd1", ["127.0.0.1"])).ErrorId);

    [Theory]
    [InlineData("")]
    [InlineData("etcd1.lan:2379")]
    [InlineData("https://etcd1.lan")]
    [InlineData("root@etcd1.lan")]
    [InlineData("192.168.10")]
    [InlineData("192.168.10.300")]
    [InlineData("etcd 1")]
    [InlineData("etcd1.lan.")]
    [InlineData("-x.lan")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("a.*.lan")]
    public void What_is_no_host_name_is_refused(string host)
    {
        Assert.Equal("HostNameInvalid", Assert.Throws<CertificateException>(() => EtcdMember.FromHost(host)).ErrorId);
        Assert.Equal("HostNameInvalid", Assert.Throws<CertificateException>(() => EtcdMember.Named("etcd1", [host])).ErrorId);
    }

    [Theory]
    [InlineData("https://192.168.10.73:2379", "'192.168.10.73'")]
    [InlineData("https://[fd00::73]:2379/", "'fd00::73'")]
    [InlineData("etcd1.lan:2379", "'etcd1.lan'")]
    public void For_an_endpoint_its_host_is_offered(string endpoint, string offer) =>
        Assert.Contains(offer, Assert.Throws<CertificateException>(() => EtcdMember.FromHost(endpoint)).Remedy, StringComparison.Ordinal);

    [Fact]
    public void A_host_s_name_in_files_is_in_ascii() => Assert.Equal("xn--bcher-kva.example", EtcdMember.FromHost("bücher.example").Name);

    [Fact]
    public void A_host_that_cannot_name_files_is_complained_about_as_typed()
    {
        var error = Assert.Throws<CertificateException>(() => EtcdMember.FromHost("*.etcd.lan"));

        Assert.Equal("EtcdMemberNameInvalid", error.ErrorId);
        Assert.StartsWith("'*.etcd.lan'", error.Message, StringComparison.Ordinal);
        Assert.Contains("@{ etcd1 = '*.etcd.lan' }", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_encoded_by_their_kind()
    {
        using var folder = new IssuedFolder();
        folder.Issue(new()
        {
            HostNames = ["spiffe://cluster/calico", "10.1.2.3", "calico@example.org", "bücher.example", "*.lan", "fd00::1"],
        });

        Assert.Contains(
            "DNS:xn--bcher-kva.example, DNS:*.lan, email:calico@example.org, "
                + "IP Address:10.1.2.3, IP Address:FD00:0:0:0:0:0:0:1, URI:spiffe://cluster/calico",
            OpenSsl.Run("x509", "-in", folder["calico.pem"], "-noout", "-ext", "subjectAltName"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "CommonNameInvalid")]
    [InlineData("a\nb", "CommonNameInvalid")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", "CommonNameInvalid")]
    public void A_subject_needs_a_name(string commonName, string errorId)
    {
        using var folder = new IssuedFolder();

        Assert.Equal(errorId, folder.Refusal(new() { CommonName = commonName }).ErrorId);
        Assert.Equal(errorId, folder.Refusal(new() { CACommonName = commonName }).ErrorId);
        Assert.Equal("OrganizationInvalid", folder.Refusal(new() { Organizations = [" "] }).ErrorId);
    }

    [Fact]
    public void A_validity_past_all_calendars_is_refused()
    {
        using var folder = new IssuedFolder();

        Assert.Equal("ValidityTooLong", folder.Refusal(new() { ValidFor = TimeSpan.FromDays(9000 * 365) }).ErrorId);
        Assert.Equal("ValidityTooLong", folder.Refusal(new() { CAValidFor = TimeSpan.FromDays(9000 * 365) }).ErrorId);
        Assert.Equal("ValidityTooShort", folder.Refusal(new() { ValidFor = TimeSpan.FromMinutes(4) }).ErrorId);
    }
}

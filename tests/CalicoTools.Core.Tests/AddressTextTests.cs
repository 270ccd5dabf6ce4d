using CalicoTools.Certificates.Issuing;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Core.Tests;

public sealed class AddressTextTests
{
    public static readonly TheoryData<string> NotAddresses =
    [
        "010.0.0.1", "10.0.0.01", "0x7f.0.0.1", "0X7F.0.0.0x1", "127.1", "10", "0x7f000001", "256.0.0.1", "10.0.0.1.", "10.0.0.1:2379",
        "\uFF11\uFF10.0.0.1", "\u0661\u0660.0.0.1",
    ];

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fd00::73")]
    [InlineData("FD00:0:0:0:0:0:0:73")]
    [InlineData("::ffff:10.0.0.1")]
    public void An_address_in_its_usual_notation_is_one(string text)
    {
        Assert.True(AddressText.TryParse(text, out var address));
        Assert.Equal(System.Net.IPAddress.Parse(text), address);
    }

    [Theory]
    [MemberData(nameof(NotAddresses))]
    [InlineData("")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::1/64")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::ffff:0x7f.0.0.1")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    public void What_platforms_read_differently_is_not_an_address(string text) => Assert.False(AddressText.TryParse(text, out _));

    [Theory]
    [MemberData(nameof(NotAddresses))]
    public void A_number_that_is_not_an_address_is_not_a_name_either(string text)
    {
        Assert.False(HostName.IsName(text));
        Assert.False(HostNames.IsHost(text));
        Assert.Equal("HostNameInvalid", Assert.Throws<CertificateException>(() => EtcdMember.FromHost(text)).ErrorId);
        Assert.Equal("HostNameInvalid", Assert.Throws<CertificateException>(() => EtcdMember.Named("etcd1", [text])).ErrorId);
    }

    [Theory]
    [InlineData("0x7f.lan")]
    [InlineData("1.example.com")]
    [InlineData("etcd-0")]
    [InlineData("etcd1")]
    public void A_name_may_have_numbers_before_its_end(string text) => Assert.True(HostName.IsName(text));
}

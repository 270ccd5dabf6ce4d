using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Releases;

public sealed class ReleaseSetTests
{
    [Theory]
    [InlineData("v3.22.4", false)]
    [InlineData("v3.22.5", true)]
    [InlineData("v3.23.3", false)]
    [InlineData("v3.23.4", true)]
    [InlineData("v3.30.7", true)]
    [InlineData("v3.30.8", false)]
    [InlineData("v3.31.0", true)]
    [InlineData("v4.0.0", true)]
    public void Intervals_include_their_ends_and_leave_holes_between_them(string release, bool within) =>
        Assert.Equal(within, ReleaseSet.Parse("v3.22.5, v3.23.4..v3.30.7, v3.31.0..").Contains(ReleaseNumber.Parse(release)));

    [Theory]
    [InlineData("v3.20.0", true)]
    [InlineData("v3.29.7", true)]
    [InlineData("v3.29.10", false)]
    public void An_interval_may_be_open_at_its_beginning(string release, bool within) =>
        Assert.Equal(within, ReleaseSet.Parse("..v3.29.7").Contains(ReleaseNumber.Parse(release)));

    [Theory]
    [InlineData("v3.20.6", false)]
    [InlineData("v3.21.0", true)]
    [InlineData("v3.21.6", true)]
    [InlineData("v3.22.0", false)]
    [InlineData("v3.23.3", false)]
    [InlineData("v3.24.99", true)]
    [InlineData("v3.25.0", false)]
    public void A_star_stands_for_every_patch(string release, bool within) =>
        Assert.Equal(within, ReleaseSet.Parse("v3.21.*, v3.23.4..v3.24.*").Contains(ReleaseNumber.Parse(release)));

    [Theory]
    [InlineData("")]
    [InlineData("v3.22")]
    [InlineData("v3.*")]
    [InlineData("etcd")]
    [InlineData("v3.23.4..v3.22.5")]
    [InlineData("v3.23.4.., v3.30.0")]
    [InlineData("v3.23.4..v3.30.0, v3.30.0..")]
    public void What_does_not_ascend_or_is_no_release_is_refused(string text) =>
        Assert.Throws<FormatException>(() => ReleaseSet.Parse(text));
}

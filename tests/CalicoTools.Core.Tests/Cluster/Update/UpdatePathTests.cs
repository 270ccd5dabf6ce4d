using CalicoTools.Cluster.Update;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Cluster.Update;

public sealed class UpdatePathTests
{
    [Theory]
    [InlineData("v3.21.2", "v3.22.5")]
    [InlineData("v3.21.2", "v3.21.2")]
    [InlineData("v3.5.0", "v3.27.5")]
    [InlineData("v3.15.0", "v3.28.0")]
    public void Releases_that_may_follow_do(string from, string to) => UpdatePath.Require(ReleaseNumber.Parse(from), ReleaseNumber.Parse(to));

    [Theory]
    [InlineData("v3.22.5", "v3.21.6", "UpdateIsDowngrade")]
    [InlineData("v3.14.9", "v3.28.0", "UpdateSourceTooOld")]
    [InlineData("v2.6.12", "v3.21.2", "UpdateSourceTooOld")]
    public void Releases_that_may_not_follow_are_refused(string from, string to, string errorId) => Assert.Equal(
        errorId, Assert.Throws<ClusterException>(() => UpdatePath.Require(ReleaseNumber.Parse(from), ReleaseNumber.Parse(to))).ErrorId);

    [Theory]
    [InlineData("v3.27.5", "v3.28.0", 1)]
    [InlineData("v3.27.5", "v3.32.1", 2)]
    [InlineData("v3.28.0", "v3.28.5", 0)]
    [InlineData("v3.31.7", "v3.32.1", 2)]
    [InlineData("v3.31.6", "v3.32.1", 1)]
    public void Releases_that_are_passed_are_told_of(string from, string to, int notes) =>
        Assert.Equal(notes, UpdatePath.Notes(ReleaseNumber.Parse(from), ReleaseNumber.Parse(to), CalicoDatastore.Kubernetes).Count());
}

using CalicoTools.Cluster.Apply;

namespace CalicoTools.Core.Tests.Cluster.Apply;

public sealed class ApplyErrorsTests
{
    [Fact]
    public void What_many_refusals_have_in_common_is_said_once_and_only_ten_are_shown()
    {
        var error = ApplyErrors.Refused([.. Enumerable.Range(1, 12).Select(static number => Forbidden($"object {number} is forbidden"))]);
        Assert.Equal("ClusterForbidden", error.ErrorId);
        var lines = error.Message.Split('\n');
        Assert.Equal("The API server https://api:6443 does not allow it:", lines[0]);
        Assert.Equal("- object 1 is forbidden", lines[1]);
        Assert.Equal(["- and 2 more", "Nothing was written."], lines[^2..]);
        Assert.Equal(13, lines.Length);
    }

    [Fact]
    public void Refusals_that_have_nothing_in_common_are_listed_as_they_are()
    {
        var error = ApplyErrors.Refused([Refused("The cluster refuses A: why."), Refused("Something else: b.")]);
        Assert.Equal("The cluster refuses several objects:\n- The cluster refuses A: why.\n- Something else: b.\nNothing was written.", error.Message);
        Assert.Equal("Alone: why.\nNothing was written.", ApplyErrors.Refused([Refused("Alone: why.")]).Message);
    }

    private static ClusterException Forbidden(string message) =>
        new("ClusterForbidden", ErrorKind.PermissionDenied, $"The API server https://api:6443 does not allow it: {message}", "Ask.");

    private static ClusterException Refused(string message) => new("ClusterObjectRefused", ErrorKind.InvalidData, message, "Correct it.");
}

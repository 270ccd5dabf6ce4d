using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Releases;

public sealed class KubernetesFitsTests
{
    [Theory]
    [InlineData("v3.21.2", "1.20", KubernetesFit.Tested)]
    [InlineData("v3.21.6", "1.22", KubernetesFit.Tested)]
    [InlineData("v3.21.2", "1.19", KubernetesFit.Untested)]
    [InlineData("v3.21.2", "1.24", KubernetesFit.Untested)]
    [InlineData("v3.21.2", "1.25", KubernetesFit.Refused)]
    [InlineData("v3.21.2", "1.15", KubernetesFit.Refused)]
    [InlineData("v3.22.1", "1.20", KubernetesFit.Untested)]
    [InlineData("v3.22.5", "1.24", KubernetesFit.Untested)]
    [InlineData("v3.22.5", "1.25", KubernetesFit.Refused)]
    [InlineData("v3.23.0", "1.20", KubernetesFit.Refused)]
    [InlineData("v3.23.5", "1.21", KubernetesFit.Tested)]
    [InlineData("v3.24.6", "1.25", KubernetesFit.Tested)]
    [InlineData("v3.25.0", "1.23", KubernetesFit.Tested)]
    [InlineData("v3.25.0", "1.22", KubernetesFit.Untested)]
    [InlineData("v3.26.5", "1.28", KubernetesFit.Tested)]
    [InlineData("v3.27.0", "1.26", KubernetesFit.Untested)]
    [InlineData("v3.28.5", "1.30", KubernetesFit.Tested)]
    [InlineData("v3.29.7", "1.28", KubernetesFit.Untested)]
    [InlineData("v3.30.7", "1.35", KubernetesFit.Tested)]
    [InlineData("v3.31.7", "1.36", KubernetesFit.Untested)]
    [InlineData("v3.32.1", "1.36", KubernetesFit.Tested)]
    [InlineData("v3.32.1", "1.31", KubernetesFit.Untested)]
    [InlineData("v3.32.1", "1.30", KubernetesFit.Refused)]
    [InlineData("v3.32.1", "1.20", KubernetesFit.Refused)]
    [InlineData("v3.33.0", "1.36", KubernetesFit.Untested)]
    [InlineData("v3.33.0", "1.20", KubernetesFit.Refused)]
    public void A_release_is_tested_untested_or_refused(string release, string kubernetes, KubernetesFit fit) =>
        Assert.Equal(fit, Fit(release, kubernetes).Fit);

    [Theory]
    [InlineData("v3.23.5", "1.20", "Kubernetes 1.21 or later, not 1.20: its PodDisruptionBudget", "v3.21.6, which is tested")]
    [InlineData("v3.22.5", "1.20", "tested with Kubernetes 1.21 - 1.23, not with 1.20", "v3.21.6, which is tested")]
    [InlineData("v3.21.2", "1.25", "1.24 or earlier, not 1.25: its PodDisruptionBudget is of policy/v1beta1", "v3.26.5, which is tested")]
    [InlineData("v3.23.5", "1.19", "needs Kubernetes 1.21", "v3.20.6, which is tested")]
    [InlineData("v3.32.1", "1.40", "tested with Kubernetes 1.34 - 1.36", "Nothing that is built in fits")]
    [InlineData("v3.32.1", "1.30", "isCIDR", "v3.29.7, which is tested")]
    [InlineData("v3.33.0", "1.35", "not known", "v3.32.1, which is tested")]
    [InlineData("v3.21.2", "1.15", "apiextensions.k8s.io/v1", "No release")]
    [InlineData("v3.23.5", "1.18", "needs Kubernetes 1.21", "v3.20.6, which is the closest")]
    public void What_does_not_fit_is_told_with_the_reason_and_what_fits(string release, string kubernetes, string reason, string remedy)
    {
        var fit = Fit(release, kubernetes);
        Assert.Contains(reason, fit.Reason, StringComparison.Ordinal);
        Assert.Contains(remedy, fit.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_fits_needs_no_remedy() => Assert.Equal(
        new ReleaseFit("v3.21.2", new(1, 20), KubernetesFit.Tested, "Calico v3.21.2 is tested with Kubernetes 1.20 - 1.22.", ""),
        Fit("v3.21.2", "1.20"));

    [Fact]
    public void What_fits_comes_best_first() => Assert.Equal(
        [
            "v3.21.6", "v3.21.5", "v3.21.4", "v3.21.2", "v3.21.1", "v3.21.0",
            "v3.20.6", "v3.20.5", "v3.20.4", "v3.20.3", "v3.20.2", "v3.20.1", "v3.20.0",
            "v3.22.5", "v3.22.4", "v3.22.3", "v3.22.2", "v3.22.1", "v3.22.0",
        ],
        KubernetesFits.BestFirst(new(1, 20)).Select(static release => release.ToString()));

    [Theory]
    [InlineData("1.20", "v3.21.6")]
    [InlineData("1.24", "v3.26.5")]
    [InlineData("1.29", "v3.29.7")]
    [InlineData("1.33", "v3.31.7")]
    [InlineData("1.34", "v3.32.1")]
    [InlineData("1.45", "v3.32.1")]
    public void The_best_is_the_newest_that_was_tested(string kubernetes, string best) =>
        Assert.Equal(best, KubernetesFits.Best(KubernetesVersion.Parse(kubernetes)).ToString());

    [Fact]
    public void Where_nothing_fits_that_is_an_error() =>
        Assert.Equal("NoReleaseFits", Assert.Throws<ManifestException>(static () => KubernetesFits.Best(new(1, 15))).ErrorId);

    [Fact]
    public void Every_release_built_in_was_tested_with_something() => Assert.All(
        ReleaseCatalogue.Releases, static release => Assert.NotNull(KubernetesNeeds.Of(release.Number).Tested));

    [Theory]
    [InlineData("1.20", "1.20")]
    [InlineData("v1.20.8", "1.20")]
    [InlineData(" 1.27+ ", "1.27")]
    [InlineData("v1.27.3+k3s1", "1.27")]
    [InlineData("1.29.4-eks-036c24b", "1.29")]
    [InlineData("v1.31.0-rc.1", "1.31")]
    public void Versions_of_Kubernetes_are_read_as_they_are_written(string text, string version) =>
        Assert.Equal(version, KubernetesVersion.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("1")]
    [InlineData("2.0")]
    [InlineData("1.20.8.1")]
    [InlineData("1.x")]
    [InlineData("latest")]
    [InlineData("v3.21.2")]
    public void What_is_no_version_of_Kubernetes_is_refused(string text)
    {
        var error = Assert.Throws<ManifestException>(() => KubernetesVersion.Parse(text));
        Assert.Equal(("KubernetesVersionMalformed", ErrorKind.InvalidArgument), (error.ErrorId, error.Kind));
    }

    private static ReleaseFit Fit(string release, string kubernetes) =>
        KubernetesFits.Of(ReleaseNumber.Parse(release), KubernetesVersion.Parse(kubernetes));
}

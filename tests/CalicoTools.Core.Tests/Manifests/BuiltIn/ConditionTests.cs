using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class ConditionTests
{
    [Theory]
    [InlineData("v3.24.0..", true)]
    [InlineData("..v3.23.5, v3.26.0..", false)]
    [InlineData("Typha", true)]
    [InlineData("Canal, Typha", true)]
    [InlineData("Canal, Bpf", false)]
    [InlineData("Kubernetes", true)]
    [InlineData("Etcd", false)]
    [InlineData("not Etcd, Canal", true)]
    [InlineData("not Canal, Typha", false)]
    [InlineData("not Kubernetes", false)]
    [InlineData("Typha: v3.24.0..", true)]
    [InlineData("Typha: v3.26.0..", false)]
    [InlineData("Canal: v3.24.0..", false)]
    [InlineData("not Canal: ..v3.23.5, v3.24.6", true)]
    [InlineData("Etcd: v3.30.3.. or Kubernetes: v3.24.0..", true)]
    [InlineData("Etcd: v3.24.0.. or Kubernetes: v3.30.3..", false)]
    [InlineData("v3.30.0.. or Typha", true)]
    public void It_holds_in_releases_in_shapes_or_in_releases_of_shapes(string text, bool holds) => Assert.Equal(
        holds,
        Condition.Parse(text).Holds(new ManifestKey(ReleaseCatalogue.Find("v3.24.6"), CalicoDatastore.Kubernetes, CalicoVariant.Typha)));

    [Theory]
    [InlineData("")]
    [InlineData("Kanal")]
    [InlineData("canal")]
    [InlineData("Etcd,")]
    [InlineData("not")]
    [InlineData("Canal v3.24.0..")]
    [InlineData("Canal:")]
    [InlineData("v3.24.0..: Canal")]
    [InlineData("Canal or")]
    public void Anything_else_is_no_condition(string text) => Assert.Throws<FormatException>(() => Condition.Parse(text));
}

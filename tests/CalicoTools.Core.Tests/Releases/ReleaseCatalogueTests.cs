using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Releases;

public sealed class ReleaseCatalogueTests
{
    [Fact]
    public void It_holds_every_release_from_v3_20_0_on_in_ascending_order()
    {
        Assert.Equal(79, ReleaseCatalogue.Releases.Count);
        Assert.Equal(ReleaseCatalogue.Releases.OrderBy(static release => release.Number), ReleaseCatalogue.Releases);
        Assert.Equal("v3.20.0", ReleaseCatalogue.Releases[0].ToString());
    }

    [Fact]
    public void The_newest_is_the_highest_number() => Assert.Equal("v3.32.1", ReleaseCatalogue.Newest.ToString());

    [Theory]
    [InlineData("v3.28.2")]
    [InlineData("3.28.2")]
    public void A_release_is_found_with_and_without_v(string text) =>
        Assert.Equal(new ReleaseNumber(3, 28, 2), ReleaseCatalogue.Find(text).Number);

    [Fact]
    public void Only_one_release_names_the_images_of_another()
    {
        var odd = Assert.Single(ReleaseCatalogue.Releases, static release => release.ImageTag != release.ToString());
        Assert.Equal(("v3.24.6", "v3.24.5"), (odd.ToString(), odd.ImageTag));
    }

    [Theory]
    [InlineData("v3.21.3", "was never released", "v3.21.2, v3.21.4, v3.21.5, v3.21.6")]
    [InlineData("v3.24.9", "v3.24.9", "v3.24.0, v3.24.1, v3.24.2, v3.24.3, v3.24.4, v3.24.5, v3.24.6")]
    [InlineData("v3.23.9", "v3.23.9", "v3.23.4, v3.23.5")]
    [InlineData("v3.19.4", "v3.19.4", "Use v3.20.0,")]
    [InlineData("v3.33.0", "v3.33.0", "Use v3.32.1,")]
    public void An_unknown_release_is_answered_with_its_neighbours(string text, string message, string remedy)
    {
        var error = Assert.Throws<ManifestException>(() => ReleaseCatalogue.Find(text));
        Assert.Equal(("ReleaseNotBuiltIn", ErrorKind.NotFound), (error.ErrorId, error.Kind));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.Contains("Import-CalicoManifest", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("v3.28")]
    public void What_is_no_release_number_is_refused(string text)
    {
        var error = Assert.Throws<ManifestException>(() => ReleaseCatalogue.Find(text));
        Assert.Equal(("ReleaseMalformed", ErrorKind.InvalidArgument), (error.ErrorId, error.Kind));
    }
}

using CalicoTools.Manifests.BuiltIn;
using CalicoTools.Releases;

namespace CalicoTools.Core.Tests.Manifests.BuiltIn;

public sealed class ConditionalTextTests
{
    private static readonly ManifestKey s_key =
        new(ReleaseCatalogue.Find("v3.24.6"), CalicoDatastore.Kubernetes, CalicoVariant.Typha);

    private static readonly Dictionary<string, string> s_variables = new() { ["registry"] = "quay.io", ["tag"] = "v1" };

    [Fact]
    public void A_line_without_a_marker_holds_always() => Renders("a: 1\n  # why\n", "a: 1\n  # why\n");

    [Fact]
    public void A_marked_line_takes_what_is_indented_below_it_along() => Renders(
        """
        keep:
          gone:  #@ v3.25.0..
            with: it
              and: this
          kept:  #@ ..v3.24.6
            with: it
        """,
        """
        keep:
          kept:
            with: it
        """);

    [Fact]
    public void A_marked_item_goes_whole_and_its_neighbours_stay() => Renders(
        """
        - name: a
          value: 1
        - name: b  #@ ..v3.24.5
          value: 2
        - name: c
          value: 3
        """,
        """
        - name: a
          value: 1
        - name: c
          value: 3
        """);

    [Fact]
    public void Markers_within_what_holds_are_obeyed_and_within_what_does_not_are_not() => Renders(
        """
        a:  #@ v3.24.0..
          b: 1  #@ v3.24.6
          b: 2  #@ v3.25.0..
        c:  #@ v3.25.0..
          d: 1  #@ v3.24.6
        """,
        """
        a:
          b: 1
        """);

    [Fact]
    public void Comments_above_go_with_the_line_they_speak_of() => Renders(
        """
        # of a
        a: 1
        # of b,
        # at length
        b: 2  #@ v3.25.0..
        # of c
        c: 3  #@ v3.24.6
        """,
        """
        # of a
        a: 1
        # of c
        c: 3
        """);

    [Fact]
    public void A_marker_alone_speaks_for_the_rest_of_its_block() => Renders(
        """
        a:
          b: 1
          #@ v3.25.0..
          c: 2
          d: 3
        e: 4
        """,
        """
        a:
          b: 1
        e: 4
        """);

    [Theory]
    [InlineData("#@ v3.25.0..\na: 1\nb: 2\n", "")]
    [InlineData("#@ ..v3.25.0\na: 1\nb: 2\n", "a: 1\nb: 2\n")]
    public void A_marker_in_the_first_line_speaks_for_the_whole(string source, string expected) => Renders(source, expected);

    [Fact]
    public void A_dash_alone_takes_up_the_line_that_holds() => Renders(
        """
        list:
          -  #@ v3.24.6
            name: old  #@ ..v3.24.5
            name: new  #@ v3.24.6..
            value: 1
        """,
        """
        list:
          - name: new
            value: 1
        """);

    [Fact]
    public void A_marked_comment_goes_with_those_above_it_and_leaves_what_follows() => Renders(
        """
        # of b, which may be uncommented:
        # b: 2  #@ Canal
        c: 3
        # of d, which may be uncommented:
        # d: 4  #@ Typha
        """,
        """
        c: 3
        # of d, which may be uncommented:
        # d: 4
        """);

    [Fact]
    public void Names_in_braces_stand_for_terms_and_other_braces_for_themselves() => Renders(
        "image: {registry}/cni:{tag}\n{\"tag\": {}}\n", "image: quay.io/cni:v1\n{\"tag\": {}}\n");

    private static void Renders(string source, string expected) =>
        Assert.Equal(expected.TrimEnd('\n'), string.Join('\n', ConditionalText.Parse(source).Render(s_key, s_variables)));
}

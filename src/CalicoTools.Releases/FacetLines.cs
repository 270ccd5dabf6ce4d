using CalicoTools.Manifests.BuiltIn.Definitions;

namespace CalicoTools.Releases.Adding;

/// <summary>Finds facets in the lines of the short notation.</summary>
internal static class FacetLines
{
    /// <summary>Whether a field's line says a facet, behind its type or in a line of its own below it.</summary>
    public static bool Has(IndentedLine field, string facet) =>
        BehindType(field.Text).Contains(facet) || field.Below.Any(line => Of(line).Contains(facet));

    /// <summary>The facets of a line that is no field.</summary>
    public static IReadOnlyList<string> Of(IndentedLine line) =>
        SchemaNotation.NameOf(line).Length > 0 ? []
        : line.Text.StartsWith("must", StringComparison.Ordinal)
            ? [$"{string.Join(' ', line.Below.SkipLast(1).Select(static part => part.Text).Prepend(line.Text))}\n{line.Below[^1].Text}"]
        : line.Below.Count > 0 ? Split($"{line.Text} {string.Concat(line.Below.Select(static part => part.Text))}")
        : Split(line.Text);

    /// <summary>A line without one of its facets.</summary>
    public static string Without(string text, string facet) =>
        text.Contains($", {facet}", StringComparison.Ordinal)
            ? text.Replace($", {facet}", "", StringComparison.Ordinal)
            : text.Replace($"{facet}, ", "", StringComparison.Ordinal);

    private static List<string> BehindType(string text)
    {
        var end = Math.Max(text.IndexOf("], ", StringComparison.Ordinal), text.IndexOf("}, ", StringComparison.Ordinal));
        return Split(text[Math.Max(end, 0)..])[1..];
    }

    // Several sets of choices are one facet, since all of them hold.
    private static List<string> Split(string text)
    {
        var facets = new List<string>();
        foreach (var facet in text.Split(", "))
        {
            if (facet.StartsWith("enum ", StringComparison.Ordinal) && facets is [.., ['e', 'n', 'u', 'm', ' ', ..]])
            {
                facets[^1] += $", {facet}";
            }
            else
            {
                facets.Add(facet);
            }
        }

        return facets;
    }
}

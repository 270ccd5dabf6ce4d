using CalicoTools.Manifests.BuiltIn.Definitions;

namespace CalicoTools.Releases.Adding;

/// <summary>Finds constraints in the lines of the short notation.</summary>
internal static class ConstraintLines
{
    /// <summary>Whether a field's line says a constraint, behind its type or in a line of its own below it.</summary>
    public static bool Has(IndentedLine field, string constraint) =>
        BehindType(field.Text).Contains(constraint) || field.Below.Any(line => Of(line).Contains(constraint));

    /// <summary>The constraints of a line that is no field.</summary>
    public static IReadOnlyList<string> Of(IndentedLine line) =>
        SchemaNotation.NameOf(line).Length > 0 ? []
        : line.Text.StartsWith("must", StringComparison.Ordinal)
            ? [$"{string.Join(' ', line.Below.SkipLast(1).Select(static part => part.Text).Prepend(line.Text))}\n{line.Below[^1].Text}"]
        : line.Below.Count > 0 ? Split($"{line.Text} {string.Concat(line.Below.Select(static part => part.Text))}")
        : Split(line.Text);

    /// <summary>A line without one of its constraints.</summary>
    public static string Without(string text, string constraint) =>
        text.Contains($", {constraint}", StringComparison.Ordinal)
            ? text.Replace($", {constraint}", "", StringComparison.Ordinal)
            : text.Replace($"{constraint}, ", "", StringComparison.Ordinal);

    private static List<string> BehindType(string text)
    {
        var end = Math.Max(text.IndexOf("], ", StringComparison.Ordinal), text.IndexOf("}, ", StringComparison.Ordinal));
        return Split(text[Math.Max(end, 0)..])[1..];
    }

    // Several sets of choices are one constraint, since all of them hold.
    private static List<string> Split(string text)
    {
        var constraints = new List<string>();
        foreach (var constraint in text.Split(", "))
        {
            if (constraint.StartsWith("enum ", StringComparison.Ordinal) && constraints is [.., ['e', 'n', 'u', 'm', ' ', ..]])
            {
                constraints[^1] += $", {constraint}";
            }
            else
            {
                constraints.Add(constraint);
            }
        }

        return constraints;
    }
}

namespace CalicoTools.Calico;

/// <summary>The environment variables that Calico's containers read.</summary>
internal static class KnownVariables
{
    private const string Everywhere = "*";

    private static readonly Lazy<ILookup<string, string>> s_byContainer = new(static () =>
        EmbeddedText.Read("variables.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => line[0] != '#')
            .Select(static line => line.Split(' '))
            .ToLookup(static words => words[0], static words => words[1]));

    /// <summary>Whether the variables of a container are known.</summary>
    /// <param name="container">The container's name.</param>
    /// <returns>True when they are.</returns>
    public static bool AreKnownFor(string container) => s_byContainer.Value.Contains(container);

    /// <summary>Whether a container reads a variable.</summary>
    /// <param name="container">The container's name.</param>
    /// <param name="variable">The variable.</param>
    /// <returns>True when it does.</returns>
    public static bool Reads(string container, string variable) =>
        s_byContainer.Value[container].Contains(variable) || s_byContainer.Value[Everywhere].Contains(variable);

    /// <summary>The container that reads a variable, if it is one container only.</summary>
    /// <param name="variable">The variable.</param>
    /// <returns>The container's name; null when none or all read it.</returns>
    public static string? ReaderOf(string variable) =>
        s_byContainer.Value.FirstOrDefault(container => container.Key != Everywhere && container.Contains(variable))?.Key;

    /// <summary>The variable of a container that a name was most likely meant to be.</summary>
    /// <param name="container">The container's name.</param>
    /// <param name="misspelt">The name.</param>
    /// <returns>The variable; null when none is close.</returns>
    public static string? Closest(string container, string misspelt)
    {
        const int FewestLetters = 6;
        const int MostEdits = 2;
        return misspelt.Length < FewestLetters
            ? null
            : s_byContainer.Value[container].Select(known => (Name: known, Edits: EditDistance(known, misspelt, MostEdits)))
                .Where(static candidate => candidate.Edits <= MostEdits)
                .OrderBy(static candidate => candidate.Edits)
                .Select(static candidate => candidate.Name)
                .FirstOrDefault();
    }

    // Levenshtein's distance, given up where it is larger than is asked for.
    private static int EditDistance(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return most + 1;
        }

        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var row = 1; row <= one.Length; row++)
        {
            var current = new int[other.Length + 1];
            current[0] = row;
            for (var column = 1; column <= other.Length; column++)
            {
                var replaced = previous[column - 1] + (one[row - 1] == other[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}

using CalicoTools.Input;

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
            : s_byContainer.Value[container].Select(known => (Name: known, Edits: EditDistance.Within(known, misspelt, MostEdits)))
                .Where(static candidate => candidate.Edits is not null)
                .OrderBy(static candidate => candidate.Edits)
                .Select(static candidate => candidate.Name)
                .FirstOrDefault();
    }
}

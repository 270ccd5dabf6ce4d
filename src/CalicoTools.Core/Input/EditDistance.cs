namespace CalicoTools.Input;

/// <summary>How many letters must be put in, taken out or changed to make one name of another (Levenshtein).</summary>
internal static class EditDistance
{
    /// <summary>Compares two names.</summary>
    /// <param name="one">One name.</param>
    /// <param name="other">The other.</param>
    /// <param name="most">The distance from which it does not matter; names whose lengths differ by more are not compared.</param>
    /// <returns>The distance; null when it is more than <paramref name="most"/>.</returns>
    public static int? Within(string one, string other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most)
        {
            return null;
        }

        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1] <= most ? row[^1] : null;
    }
}

using System.Text.Json.Nodes;

namespace CalicoTools.Manifests.Documents.Editing;

/// <summary>Finds out which items of a list are still there.</summary>
internal static class ItemAlignment
{
    // What tells the items of Kubernetes' lists apart; a container may mount one volume, by name, several times.
    private static readonly string[] s_identities = ["mountPath", "name"];

    /// <summary>The key by which the items of a list are known.</summary>
    /// <param name="sequence">The list in the text.</param>
    /// <param name="intended">The list it shall be.</param>
    /// <returns>The key; null when no key tells all items of both apart.</returns>
    public static string? Identity(YamlSequence sequence, JsonArray intended) => Array.Find(
        s_identities,
        key => AreDistinct(sequence.Items.Select(item => Text(item.Value, key))) && AreDistinct(intended.Select(item => Text(item, key))));

    /// <summary>An item's identity.</summary>
    /// <param name="item">The item.</param>
    /// <param name="key">The key that tells it.</param>
    /// <returns>The identity; null when it has none.</returns>
    public static string? Text(JsonNode? item, string key) => (item as JsonObject)?[key] is JsonValue value ? value.ToString() : null;

    /// <summary>Pairs the items of a list that are still there.</summary>
    /// <param name="sequence">The list in the text.</param>
    /// <param name="intended">The list it shall be.</param>
    /// <param name="identity">The key by which items are known, when there is one.</param>
    /// <returns>Pairs of an index in the text and an index in the intended list, both ascending.</returns>
    public static List<(int Old, int New)> Align(YamlSequence sequence, JsonArray intended, string? identity)
    {
        var items = sequence.Items;
        if (identity is not null)
        {
            return Common(items.Count, intended.Count, (old, next) => Text(items[old].Value, identity) == Text(intended[next], identity));
        }

        var same = Common(items.Count, intended.Count, (old, next) => SameValue.Is(items[old].Value, intended[next]));
        return [.. WithChanged(same, items.Count, intended.Count)];
    }

    private static string? Text(YamlNode item, string key) => ((item as YamlMapping)?.Find(key) as YamlScalar)?.Value;

    private static bool AreDistinct(IEnumerable<string?> identities)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return identities.All(identity => identity is not null && seen.Add(identity));
    }

    // The longest common subsequence; what is equal at both ends, which is nearly all, needs no table.
    private static List<(int Old, int New)> Common(int oldCount, int newCount, Func<int, int, bool> same)
    {
        var head = 0;
        while (head < oldCount && head < newCount && same(head, head))
        {
            head++;
        }

        var tail = 0;
        while (tail < oldCount - head && tail < newCount - head && same(oldCount - 1 - tail, newCount - 1 - tail))
        {
            tail++;
        }

        var (rows, columns) = (oldCount - head - tail, newCount - head - tail);
        var lengths = new int[rows + 1, columns + 1];
        for (var row = rows - 1; row >= 0; row--)
        {
            for (var column = columns - 1; column >= 0; column--)
            {
                lengths[row, column] = same(head + row, head + column)
                    ? lengths[row + 1, column + 1] + 1
                    : Math.Max(lengths[row + 1, column], lengths[row, column + 1]);
            }
        }

        var pairs = Enumerable.Range(0, head).Select(static index => (index, index)).ToList();
        for (var (row, column) = (0, 0); row < rows && column < columns;)
        {
            if (same(head + row, head + column))
            {
                pairs.Add((head + row++, head + column++));
            }
            else if (lengths[row + 1, column] >= lengths[row, column + 1])
            {
                row++;
            }
            else
            {
                column++;
            }
        }

        pairs.AddRange(Enumerable.Range(0, tail).Select(index => (oldCount - tail + index, newCount - tail + index)));
        return pairs;
    }

    // Between two items that stayed, as many as went and came are taken for changed ones.
    private static IEnumerable<(int Old, int New)> WithChanged(List<(int Old, int New)> pairs, int oldCount, int newCount)
    {
        var (old, next) = (0, 0);
        foreach (var pair in pairs.Append((Old: oldCount, New: newCount)))
        {
            for (; old < pair.Old && next < pair.New; old++, next++)
            {
                yield return (old, next);
            }

            if (pair.Old < oldCount)
            {
                yield return pair;
            }

            (old, next) = (pair.Old + 1, pair.New + 1);
        }
    }
}

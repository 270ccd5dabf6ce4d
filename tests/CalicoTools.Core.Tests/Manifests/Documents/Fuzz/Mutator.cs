namespace CalicoTools.Core.Tests.Manifests.Documents.Fuzz;

/// <summary>Changes texts at random, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private const string Characters = ":-#?[]{},&*!|>'\"%@`~<.=+_\\/ \t\r\n\n  09aynx\u00E9\u0007\uFEFF\u0085";

    private static readonly string[] s_snippets =
    [
        "---\n", "...\n", "--- # c\n", "%YAML 1.1\n", "# c\n", " # c\n", "\t", "  ", "\n\n", "\r\n", "- ", "? ", ": ",
        "<<: *a\n", "&a ", "*a", "!!str ", "|-\n", ">\n", "|+2\n", "\"", "'", "{}", "[]", "{a: b, c}", "[a, b]",
        "'x'", "\"\\x41\"", "\"a\\\n  b\"", "a: b", "- - c\n", "~", "0x1F", ".inf",
    ];

    // Which mutants there are is part of the test, so they have to be the same every time.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    /// <summary>Changes a text in one to three places.</summary>
    public string Mutate(string text)
    {
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            text = _random.Next(9) switch
            {
                0 => At(text, (before, after) => before + Pick(Characters) + (after.Length > 0 ? after[1..] : "")),
                1 => At(text, static (before, after) => before + (after.Length > 0 ? after[1..] : "")),
                2 => At(text, (before, after) => before + Pick(Characters) + after),
                3 => At(text, (before, after) => before + Snippet() + after),
                4 => Lines(text, lines => lines.RemoveAt(_random.Next(lines.Count))),
                5 => Lines(text, lines => lines.Insert(_random.Next(lines.Count), lines[_random.Next(lines.Count)])),
                6 => Lines(text, lines => Move(lines, _random.Next(lines.Count), _random.Next(lines.Count))),
                7 => Lines(text, lines => Shift(lines, _random.Next(lines.Count), _random.Next(-3, 4))),
                _ => Lines(text, lines => lines.Insert(_random.Next(lines.Count), Snippet().TrimEnd('\n'))),
            };
        }

        return text;
    }

    /// <summary>A number below a limit.</summary>
    public int Next(int limit) => _random.Next(limit);
#pragma warning restore CA5394

    private string At(string text, Func<string, string, string> change)
    {
        var at = Next(text.Length + 1);
        return change(text[..at], text[at..]);
    }

    private string Snippet() => s_snippets[Next(s_snippets.Length)];

    private char Pick(string characters) => characters[Next(characters.Length)];

    private static string Lines(string text, Action<List<string>> change)
    {
        var lines = text.Split('\n').ToList();
        change(lines);
        return string.Join('\n', lines);
    }

    private static void Move(List<string> lines, int from, int to)
    {
        var line = lines[from];
        lines.RemoveAt(from);
        lines.Insert(Math.Min(to, lines.Count), line);
    }

    private static void Shift(List<string> lines, int line, int by)
    {
        var indent = lines[line].Length - lines[line].TrimStart(' ').Length;
        lines[line] = by > 0 ? new string(' ', by) + lines[line] : lines[line][Math.Min(-by, indent)..];
    }
}

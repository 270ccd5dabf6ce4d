using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents;

/// <summary>Writes single values as YAML.</summary>
internal static partial class ScalarText
{
    /// <summary>Writes a value on one line.</summary>
    /// <param name="value">A scalar, or an empty list or object.</param>
    /// <returns>The text: a string is quoted unless every reader of YAML takes it for that string.</returns>
    public static string Flow(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ when value.GetValueKind() != JsonValueKind.String => value.ToJsonString(),
        _ when IsPlain(value.GetValue<string>()) => value.GetValue<string>(),
        _ => DoubleQuoted(value.GetValue<string>()),
    };

    /// <summary>Writes a value on one line, quoted as another is where that is possible.</summary>
    /// <param name="value">A scalar, or an empty list or object.</param>
    /// <param name="style">How the other is written.</param>
    /// <returns>The text.</returns>
    public static string Like(JsonNode? value, ScalarStyle style) =>
        value?.GetValueKind() != JsonValueKind.String ? Flow(value)
        : style == ScalarStyle.DoubleQuoted ? DoubleQuoted(value.GetValue<string>())
        : style == ScalarStyle.SingleQuoted ? SingleQuoted(value.GetValue<string>())
        : Flow(value);

    /// <summary>Writes a text of several lines as a block.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">The blanks before each line.</param>
    /// <param name="newLine">The line break.</param>
    /// <param name="block">The block, from its indicator to its last line break.</param>
    /// <returns>False when the value is no such text, or cannot stand as a block.</returns>
    public static bool TryBlock(JsonNode? value, string indent, string newLine, [NotNullWhen(true)] out string? block)
    {
        block = null;
        if (value?.GetValueKind() != JsonValueKind.String || value.GetValue<string>() is not { } text || !BlockPattern().IsMatch(text))
        {
            return false;
        }

        var body = text.TrimEnd('\n');
        var ends = text.Length - body.Length;
        var lines = new StringBuilder("|").Append(ends switch { 0 => "-", 1 => "", _ => "+" }).Append(newLine);
        foreach (var line in body.Split('\n').Concat(Enumerable.Repeat("", Math.Max(0, ends - 1))))
        {
            lines.Append(line.Length == 0 ? "" : indent).Append(line).Append(newLine);
        }

        block = lines.ToString();
        return true;
    }

    /// <summary>Whether a string can stand unquoted.</summary>
    /// <param name="text">The string.</param>
    /// <returns>True when every reader of YAML takes it for that string, in block and in flow style.</returns>
    public static bool IsPlain(string text) =>
        PlainPattern().IsMatch(text) && !KubernetesScalars.IsTyped(text) && !OtherwiseTypedPattern().IsMatch(text);

    /// <summary>Writes a string in double quotes.</summary>
    /// <param name="text">The string.</param>
    /// <returns>The quoted text.</returns>
    public static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append(rune),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF =>
                    quoted.Append("\\u").Append(rune.Value.ToString("X4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(rune),
            };
        }

        return quoted.Append('"').ToString();
    }

    // What needs an escape in double quotes cannot stand in single ones.
    private static string SingleQuoted(string text) => DoubleQuoted(text) is var quoted && quoted.Contains('\\', StringComparison.Ordinal)
        ? quoted
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // Narrower than YAML allows: no blank beside a colon or a number sign, no indicator at the beginning.
    [GeneratedRegex("""
        ^(?: [A-Za-z0-9_/.] | -(?=[A-Za-z0-9\-]) )
        (?: [A-Za-z0-9_/.@%+=~$()<>;\-] | :(?=[A-Za-z0-9_/.@%+=\-]) | [ ](?=[A-Za-z0-9_/.@%+=(<\-]) )*\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex PlainPattern();

    // What other readers take for a date, a time or a number in base 60.
    [GeneratedRegex("""
        ^(?: [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*
           | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
           | [-+]?[0-9][0-9_.]*
           | ---.* | \.\.\..* | = | << )\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex OtherwiseTypedPattern();

    // Several lines, the first one not blank and not indented, printable.
    [GeneratedRegex("""
        ^[^\p{Cc}\p{Cs}\ \u2028\u2029\uFEFF\uFFFE\uFFFF]
        [^\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF]*\n
        (?: [^\p{Cc}\u2028\u2029\uFEFF\uFFFE\uFFFF] | [\n\t] )*\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex BlockPattern();
}

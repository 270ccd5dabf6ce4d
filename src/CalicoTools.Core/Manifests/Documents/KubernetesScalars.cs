using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace CalicoTools.Manifests.Documents;

/// <summary>
/// What Kubernetes takes a scalar for: the rules of sigs.k8s.io/yaml, which are mostly those of YAML 1.1. So 0400 is 256, and an
/// unquoted yes, on or y is true.
/// </summary>
internal static partial class KubernetesScalars
{
    private const string TypePrefix = "tag:yaml.org,2002:";

    /// <summary>The tags that say which type a scalar is of.</summary>
    public static IReadOnlyList<string> TypeTags { get; } = [.. new[] { "int", "float", "bool", "null" }.Select(static type => TypePrefix + type)];

    /// <summary>Resolves a scalar.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="json">Its value; null for null.</param>
    /// <returns>False for infinities and for what is no number, which JSON and so Kubernetes cannot hold.</returns>
    public static bool TryResolve(YamlScalar scalar, out JsonNode? json)
    {
        json = null;
        if (IsTyped(scalar))
        {
            return TryResolve(scalar.Value, out json);
        }

        json = scalar.Value;
        return true;
    }

    /// <summary>Whether a scalar has a value at all: infinities and what is no number have none, since JSON cannot hold them.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <returns>What <see cref="TryResolve(YamlScalar, out JsonNode?)"/> returns, without making the value.</returns>
    public static bool HasValue(YamlScalar scalar) => !IsTyped(scalar) || MeaningOf(scalar.Value) != Meaning.None;

    /// <summary>What a scalar is called as the key of an entry.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <returns>The name; null when it cannot be a key.</returns>
    public static string? Key(YamlScalar scalar) =>
        !IsTyped(scalar) || MeaningOf(scalar.Value) == Meaning.Text ? scalar.Value
        : TryResolve(scalar.Value, out var json) ? json?.ToString()
        : null;

    /// <summary>Whether Kubernetes takes an unquoted text for something else than that text.</summary>
    /// <param name="plain">The text.</param>
    /// <returns>True for numbers, booleans, null and infinities.</returns>
    public static bool IsTyped(string plain) => !TryResolve(plain, out var json) || json?.GetValueKind() != JsonValueKind.String;

    /// <summary>Whether a scalar is of the type that its tag says.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <returns>True when it is, or has no tag with a type.</returns>
    public static bool FitsTag(YamlScalar scalar) => !TypeTags.Contains(scalar.Tag) || !TryResolve(scalar.Value, out var json) ||
        (scalar.Tag[TypePrefix.Length..], json?.GetValueKind()) is
            ("null", null) or ("bool", JsonValueKind.True or JsonValueKind.False) or ("float" or "int", JsonValueKind.Number);

    // A tag with a type resolves a quoted text, too.
    private static bool IsTyped(YamlScalar scalar) =>
        scalar.Tag.Length == 0 ? scalar.Style == ScalarStyle.Plain : TypeTags.Contains(scalar.Tag);

    private static bool TryResolve(string text, out JsonNode? json)
    {
        var meaning = MeaningOf(text);
        json = meaning switch
        {
            Meaning.True => true,
            Meaning.False => false,
            Meaning.NumberOrText => Number(text) ?? text,
            Meaning.Text => text,
            _ => null,
        };
        return meaning != Meaning.None;
    }

    private static Meaning MeaningOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => Meaning.Null,
        "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "Yes" or "YES" or "on" or "On" or "ON" => Meaning.True,
        "false" or "False" or "FALSE" or "n" or "N" or "no" or "No" or "NO" or "off" or "Off" or "OFF" => Meaning.False,
        ".nan" or ".NaN" or ".NAN" or ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" or "-.inf" or "-.Inf" or "-.INF"
            => Meaning.None,
        [(>= '0' and <= '9') or '+' or '-' or '.', ..] => Meaning.NumberOrText,
        _ => Meaning.Text,
    };

    private static JsonNode? Number(string text)
    {
        var digits = text[0] == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        return Integer(digits) ?? Float(digits);
    }

    private static JsonNode? Integer(string text)
    {
        var negative = text.StartsWith('-');
        var signed = negative || text.StartsWith('+');
        if (!TryMagnitude(signed ? text.AsSpan(1) : text, out var magnitude))
        {
            return null;
        }

        if (negative)
        {
            return magnitude <= 1UL << 63 ? unchecked(-(long)magnitude) : null;
        }

        return magnitude <= long.MaxValue ? (long)magnitude : signed ? null : magnitude;
    }

    private static bool TryMagnitude(ReadOnlySpan<char> text, out ulong magnitude)
    {
        magnitude = 0;
        return text switch
        {
            ['0', 'x' or 'X', .. var hex] => TryParse(hex, NumberStyles.AllowHexSpecifier, out magnitude),
            ['0', 'b' or 'B', .. var bits] => TryParse(bits, NumberStyles.AllowBinarySpecifier, out magnitude),
            ['0', 'o' or 'O', .. var octal] => TryOctal(octal, out magnitude),
            ['0', _, ..] => TryOctal(text[1..], out magnitude),
            _ => TryParse(text, NumberStyles.None, out magnitude),
        };
    }

    private static bool TryParse(ReadOnlySpan<char> digits, NumberStyles style, out ulong magnitude) =>
        ulong.TryParse(digits, style, CultureInfo.InvariantCulture, out magnitude);

    private static bool TryOctal(ReadOnlySpan<char> digits, out ulong magnitude)
    {
        magnitude = 0;
        foreach (var digit in digits)
        {
            if (digit is < '0' or > '7' || magnitude >> 61 != 0)
            {
                return false;
            }

            magnitude = (magnitude << 3) | (uint)(digit - '0');
        }

        return !digits.IsEmpty;
    }

    private static JsonNode? Float(string text)
    {
        if (!FloatPattern().IsMatch(text) ||
            !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ||
            !double.IsFinite(number))
        {
            return null;
        }

        // Kubernetes sends 1.0 and 1e3 as 1 and 1000.
        return double.IsInteger(number) && Math.Abs(number) < long.MaxValue ? (long)number : number;
    }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex FloatPattern();

    private enum Meaning
    {
        Text,
        NumberOrText,
        True,
        False,
        Null,
        None,
    }
}

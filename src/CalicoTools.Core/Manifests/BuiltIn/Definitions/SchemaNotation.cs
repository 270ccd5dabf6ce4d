using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.BuiltIn.Definitions;

/// <summary>
/// Reads the short notation of schemas. A field is a line <c>name: TYPE, CONSTRAINT, CONSTRAINT</c>. The type is one of the schema's own,
/// <c>[TYPE]</c> for a list, <c>{TYPE}</c> for a map, or the name of a fragment that is written once, at the left margin. Below the line,
/// indented, stand the fields of the object (or of the list's items), and constraints that do not hold in all releases in which the field does.
/// What stands below a fragment's name is added to the fragment. The constraints:
/// <code>
/// required, nullable, int-or-string
/// enum A | B        twice: both hold
/// default X, format X, pattern X
/// 1..65535          a number; 1.. and ..9 are open; 1..20 long, 1..5 items, 1..1 properties
/// list atomic, list set, list map by KEY, map atomic
/// must RULE         in CEL; the line below says what is refused: else REASON: MESSAGE
/// </code>
/// A rule or a pattern that is too long for a line goes on in those below.
/// </summary>
internal sealed partial class SchemaNotation
{
    private readonly Dictionary<string, IndentedLine> _fragments;

    /// <summary>Knows fragments.</summary>
    /// <param name="fragments">
    /// The fragments, each a field whose name begins with a capital; of those with the same name the last counts.
    /// </param>
    public SchemaNotation(IEnumerable<IndentedLine> fragments)
    {
        _fragments = [];
        foreach (var fragment in fragments)
        {
            _fragments[NameOf(fragment)] = fragment;
        }
    }

    /// <summary>Reads a schema.</summary>
    /// <param name="field">The field whose schema it is.</param>
    /// <returns>The schema.</returns>
    /// <exception cref="FormatException">It is not written in the notation.</exception>
    public Schema Read(IndentedLine field)
    {
        var schema = new Schema();
        Apply(schema, field);
        return schema;
    }

    private void Apply(Schema schema, IndentedLine field)
    {
        ApplyType(schema, field.Text[(NameOf(field).Length + 2)..]);
        foreach (var line in field.Below)
        {
            var name = NameOf(line);
            if (name.Length > 0)
            {
                Apply(schema.Subject.Field(name), line);
            }
            else if (line.Text.StartsWith("must", StringComparison.Ordinal))
            {
                schema.Subject.Rules.Add(Rule(line));
            }
            else
            {
                var more = string.Concat(line.Below.Select(static part => part.Text));
                ApplyConstraints(schema, more.Length > 0 ? $"{line.Text} {more}" : line.Text, static (schema, constraint) =>
                    IsOfField(constraint) ? schema : schema.Subject);
            }
        }
    }

    private void ApplyType(Schema schema, string text)
    {
        var end = text[0] switch
        {
            '[' => text.IndexOf(']', StringComparison.Ordinal) + 1,
            '{' => text.IndexOf('}', StringComparison.Ordinal) + 1,
            _ => text.IndexOf(',', StringComparison.Ordinal) is var comma && comma < 0 ? text.Length : comma,
        };
        var type = text[..end];
        switch (type[0])
        {
            case '[':
                schema.Type = "array";
                ApplyType(schema.Items ??= new Schema(), type[1..^1]);
                break;
            case '{':
                schema.Type = "object";
                ApplyType(schema.Values ??= new Schema(), type[1..^1]);
                break;
            case >= 'A' and <= 'Z':
                Apply(schema, _fragments.TryGetValue(type, out var fragment) ? fragment : throw Malformed(type));
                break;
            default:
                schema.Type = type == "int-or-string" ? null : type;
                break;
        }

        if (schema.Type is null)
        {
            schema.Keywords["x-kubernetes-int-or-string"] = "true";
        }

        if (end < text.Length)
        {
            ApplyConstraints(schema, text[(end + 2)..], static (schema, _) => schema);
        }
    }

    private static void ApplyConstraints(Schema schema, string constraints, Func<Schema, string, Schema> of)
    {
        foreach (var constraint in constraints.Split(", "))
        {
            ApplyConstraint(of(schema, constraint), constraint);
        }
    }

    private static void ApplyConstraint(Schema schema, string constraint)
    {
        var (word, value) = Cut(constraint, " ");
        switch (word)
        {
            case "required":
                schema.Required = true;
                break;
            case "nullable":
                schema.Keywords["nullable"] = "true";
                break;
            case "int-or-string":
                schema.Keywords["x-kubernetes-int-or-string"] = "true";
                break;
            case "enum":
                schema.Choices.Add(value.Split(" | "));
                break;
            case "default" or "format" or "pattern":
                schema.Keywords[word] = value == "\"\"" ? "" : value;
                break;
            case "map":
                schema.Keywords["x-kubernetes-map-type"] = value;
                break;
            case "list":
                var (type, key) = Cut(value, " by ");
                schema.Keywords["x-kubernetes-list-type"] = type;
                if (key.Length > 0)
                {
                    schema.Keywords["x-kubernetes-list-map-keys"] = key;
                }

                break;
            default:
                ApplyRange(schema, constraint);
                break;
        }
    }

    private static void ApplyRange(Schema schema, string constraint)
    {
        var range = RangePattern().Match(constraint);
        if (!range.Success)
        {
            throw Malformed(constraint);
        }

        var what = range.Groups["of"].Value switch { "" => "imum", "long" => "Length", "items" => "Items", _ => "Properties" };
        foreach (var end in new[] { "min", "max" })
        {
            if (range.Groups[end] is { Length: > 0 } limit)
            {
                schema.Keywords[end + what] = limit.Value;
            }
        }
    }

    private static SchemaRule Rule(IndentedLine line)
    {
        var parts = line.Below.Select(static part => part.Text).Prepend(line.Text["must".Length..]).ToArray();
        var (other, said) = Cut(parts[^1], " ");
        var reason = ReasonPattern().Match(said);
        return other == "else"
            ? new SchemaRule(
                string.Join(' ', parts[..^1]).Trim(),
                reason.Success ? reason.Groups["reason"].Value : null,
                said[reason.Length..])
            : throw Malformed(line.Text);
    }

    // Of a list's constraints below its line, those that cannot be its items'.
    /// <summary>Whether a constraint below a field of a list is the list's, and not its items'.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <returns>True when it cannot be the items'.</returns>
    public static bool IsOfField(string constraint) =>
        constraint == "required" || constraint.StartsWith("list ", StringComparison.Ordinal) || constraint.EndsWith(" items", StringComparison.Ordinal);

    /// <summary>The name of the field that a line is.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The name; empty when the line is no field.</returns>
    public static string NameOf(IndentedLine line) =>
        Cut(line.Text, " ").Before is [.. var name, ':'] ? name : "";

    private static (string Before, string After) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var index && index < 0 ? (text, "") : (text[..index], text[(index + at.Length)..]);

    private static FormatException Malformed(string text) => new($"'{text}' is not in the notation of schemas.");

    [GeneratedRegex(@"^(?<min>\d*)\.\.(?<max>\d*)(?: (?<of>long|items|properties))?\z")]
    private static partial Regex RangePattern();

    [GeneratedRegex("^(?<reason>FieldValue[A-Za-z]+): ")]
    private static partial Regex ReasonPattern();
}

using System.Text.Json;
using CalicoTools.Input;

namespace CalicoTools.Certificates.Cfssl;

/// <summary>An object in one of cfssl's JSON files. Names of fields have no case, as in cfssl.</summary>
internal sealed class CfsslObject
{
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.OrdinalIgnoreCase);

    private CfsslObject(string file, string path, JsonElement element)
    {
        File = file;
        Path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw CfsslErrors.FieldInvalid(file, path.Length == 0 ? "the file" : path, "an object");
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!_fields.TryAdd(field.Name, field.Value))
            {
                throw CfsslErrors.FieldTwice(file, PathOf(field.Name));
            }
        }
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Where in the file, such as <c>signing.default</c>; empty for the whole file.</summary>
    public string Path { get; }

    /// <summary>The names of its fields.</summary>
    public IReadOnlyCollection<string> Names => _fields.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The object in it.</returns>
    /// <exception cref="CalicoToolsException">It cannot be read, or holds something else.</exception>
    public static CfsslObject Load(string file, CancellationToken cancellation)
    {
        try
        {
            var bytes = InputFile.ReadUtf8(file, InputKind.Cfssl, cancellation);
            CheckTexts(file, bytes);
            using var document = JsonDocument.Parse(bytes);
            return new CfsslObject(file, "", document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            throw CfsslErrors.Malformed(file, (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw CfsslErrors.Unreadable(file, ErrorKind.PermissionDenied, error);
        }
        catch (IOException error)
        {
            var missing = error is FileNotFoundException or DirectoryNotFoundException;
            throw CfsslErrors.Unreadable(file, missing ? ErrorKind.NotFound : ErrorKind.InputOutput, error);
        }
    }

    /// <summary>Refuses fields that are not known, and those that are known but mean nothing here.</summary>
    /// <param name="known">The fields that mean something.</param>
    /// <param name="unsupported">The fields cfssl knows besides.</param>
    public void Expect(string[] known, params string[] unsupported)
    {
        foreach (var name in _fields.Keys.Except(known, StringComparer.OrdinalIgnoreCase))
        {
            throw unsupported.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? CfsslErrors.FieldNotSupported(File, PathOf(name))
                : CfsslErrors.FieldUnknown(File, PathOf(name), known);
        }
    }

    /// <summary>The full name of a field.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Such as <c>signing.default.usages</c>.</returns>
    public string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    /// <summary>An object in a field.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The object, or null when there is none.</returns>
    public CfsslObject? Object(string name) => Field(name) is { } value ? new CfsslObject(File, PathOf(name), value) : null;

    /// <summary>The objects in a field's list.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The objects; none when there is no such field.</returns>
    public IReadOnlyList<CfsslObject> Objects(string name) =>
        [.. List(name).Select((value, index) => new CfsslObject(File, $"{PathOf(name)}[{index}]", value))];

    /// <summary>The texts in a field's list.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The texts; null when there is no such field.</returns>
    public IReadOnlyList<string>? Texts(string name) =>
        Field(name) is null ? null : [.. List(name).Select(value => Text(name, value))];

    /// <summary>A text.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The text; null when there is none, or an empty one.</returns>
    public string? Text(string name) => Field(name) is { } value && Text(name, value) is { Length: > 0 } text ? text : null;

    /// <summary>A duration.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The duration; null when there is none.</returns>
    public TimeSpan? Duration(string name) =>
        Text(name) is not { } text ? null
        : DurationText.TryParse(text, out var duration) ? duration
        : throw CfsslErrors.FieldInvalid(File, PathOf(name), "a duration such as 8760h");

    /// <summary>A whole number that is not negative.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The number; null when there is none.</returns>
    public int? Number(string name) =>
        Field(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number
        : throw CfsslErrors.FieldInvalid(File, PathOf(name), "a whole number");

    /// <summary>A truth value.</summary>
    /// <param name="name">The field.</param>
    /// <returns>The value; false when there is none.</returns>
    public bool Flag(string name) => Field(name) is { } value && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw CfsslErrors.FieldInvalid(File, PathOf(name), "true or false"),
    };

    // A document is parsed without its texts being decoded; done here, where the place is known.
    private static void CheckTexts(string file, byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            try
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }
            catch (InvalidOperationException error)
            {
                var before = bytes.AsSpan(0, (int)reader.TokenStartIndex);
                throw CfsslErrors.Malformed(file, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), error);
            }
        }
    }

    private string Text(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw CfsslErrors.FieldInvalid(File, PathOf(name), "text");

    private JsonElement[] List(string name) =>
        Field(name) is not { } value ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()]
        : throw CfsslErrors.FieldInvalid(File, PathOf(name), "a list");

    private JsonElement? Field(string name) =>
        _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}

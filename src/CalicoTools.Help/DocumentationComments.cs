using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CalicoTools.Help;

/// <summary>The documentation comments of an assembly, as the compiler writes them.</summary>
internal sealed partial class DocumentationComments
{
    private readonly Dictionary<string, XElement> _members;

    private DocumentationComments(Dictionary<string, XElement> members) => _members = members;

    /// <summary>Reads the compiler's documentation file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The comments by member.</returns>
    public static DocumentationComments Load(string path) => new(XDocument.Load(path)
        .Descendants("member")
        .ToDictionary(static member => (string)member.Attribute("name")!, StringComparer.Ordinal));

    /// <summary>The comment of a type; an error where there is none.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its comment.</returns>
    public XElement Of(Type type) => Find($"T:{type.FullName}");

    /// <summary>The comment of a parameter, on the class that declares it; an error where there is none.</summary>
    /// <param name="type">The cmdlet's class.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>Its comment.</returns>
    public XElement Of(Type type, string parameter) =>
        Find($"P:{type.GetProperty(parameter, BindingFlags.Public | BindingFlags.Instance)!.DeclaringType!.FullName}.{parameter}");

    /// <summary>The text of a comment, its references written as names, its white space folded.</summary>
    /// <param name="element">The comment or a part of it; null gives an empty text.</param>
    /// <returns>The text.</returns>
    public static string Text(XElement? element) =>
        element is null ? "" : Blanks().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    /// <summary>The lines of code in a comment, without the indentation the compiler gives all lines of a comment.</summary>
    /// <param name="code">The code.</param>
    /// <returns>Its lines.</returns>
    public static string Lines(XElement code)
    {
        var comment = code.Ancestors("member").Single().Value.Split('\n').Skip(1).Where(static line => !string.IsNullOrWhiteSpace(line));
        var indent = comment.Min(static line => line.Length - line.TrimStart().Length);
        var lines = code.Value.Trim('\n').Split('\n')
            .Select(line => line.Length > indent && line.AsSpan(0, indent).Trim().IsEmpty ? line[indent..] : line);
        return string.Join('\n', lines).TrimEnd();
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } reference =>
            ((string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? "")
                .Split('.', ':')[^1],
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    private XElement Find(string member) => _members.TryGetValue(member, out var comment)
        ? comment
        : throw new InvalidOperationException($"{member} has no documentation comment, so it would have no help.");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

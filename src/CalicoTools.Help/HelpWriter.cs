using System.Management.Automation;
using System.Xml.Linq;

namespace CalicoTools.Help;

/// <summary>Writes PowerShell's help format (MAML) from documentation comments and the cmdlets' own metadata.</summary>
internal sealed class HelpWriter(DocumentationComments comments)
{
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly XNamespace s_help = "http://msh";

    /// <summary>Writes the help of all cmdlets to a file.</summary>
    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="path">The file.</param>
    public void Write(IEnumerable<CmdletInfo> cmdlets, string path) => new XDocument(
        new XElement(
            s_help + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            cmdlets.Select(Command))).Save(path);

    private XElement Command(CmdletInfo cmdlet)
    {
        var comment = comments.Of(cmdlet.ImplementingType);
        var parameters = cmdlet.ParameterSets
            .SelectMany(static set => set.Parameters)
            .Where(IsOwn)
            .DistinctBy(static parameter => parameter.Name)
            .OrderBy(static parameter => parameter.Name, StringComparer.Ordinal);
        return new XElement(
            s_command + "command",
            new XElement(
                s_command + "details",
                new XElement(s_command + "name", cmdlet.Name),
                new XElement(s_maml + "description", Paragraph(Synopsis(comment))),
                new XElement(s_command + "verb", cmdlet.Verb),
                new XElement(s_command + "noun", cmdlet.Noun)),
            new XElement(s_maml + "description", Description(comment).Select(Paragraph)),
            new XElement(s_command + "syntax", cmdlet.ParameterSets.Select(set => Syntax(cmdlet, set))),
            new XElement(s_command + "parameters", parameters.Select(parameter => Parameter(cmdlet, parameter))),
            new XElement(s_command + "inputTypes", Inputs(cmdlet).Select(type => Typed(s_command + "inputType", type))),
            new XElement(
                s_command + "returnValues",
                cmdlet.OutputType.Select(output => Typed(s_command + "returnValue", output.Name))),
            new XElement(s_command + "examples", comment.Elements("example").Select(Example)));
    }

    // The first sentence or two of a summary; its paragraphs are the description.
    private static XElement Synopsis(XElement comment)
    {
        var synopsis = new XElement(comment.Element("summary")!);
        synopsis.Elements("para").Remove();
        return synopsis;
    }

    private static IEnumerable<XElement> Description(XElement comment) =>
        comment.Element("summary")!.Elements("para").Concat(comment.Elements("para")).DefaultIfEmpty(Synopsis(comment));

    private XElement Syntax(CmdletInfo cmdlet, CommandParameterSetInfo set) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", cmdlet.Name),
        set.Parameters
            .Where(IsOwn)
            .OrderBy(static parameter => parameter.Position < 0 ? int.MaxValue : parameter.Position)
            .ThenByDescending(static parameter => parameter.IsMandatory)
            .Select(parameter => Parameter(cmdlet, parameter)));

    private XElement Parameter(CmdletInfo cmdlet, CommandParameterInfo parameter) => new(
        s_command + "parameter",
        new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
        new XAttribute("globbing", AcceptsWildcards(cmdlet, parameter) ? "true" : "false"),
        new XAttribute("pipelineInput", PipelineInput(parameter)),
        new XAttribute("position", parameter.Position < 0 ? "named" : $"{parameter.Position}"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        new XElement(s_maml + "description", Explanation(cmdlet, parameter)),
        parameter.ParameterType == typeof(SwitchParameter) ? null : Value(parameter.ParameterType),
        new XElement(s_dev + "type", new XElement(s_maml + "name", TypeName(parameter.ParameterType))));

    private static bool IsOwn(CommandParameterInfo parameter) => !Cmdlet.CommonParameters.Contains(parameter.Name);

    private IEnumerable<XElement> Explanation(CmdletInfo cmdlet, CommandParameterInfo parameter) => parameter.Name switch
    {
        "WhatIf" => [Paragraph("Says what would be written, and writes nothing.")],
        "Confirm" => [Paragraph("Asks before anything is written.")],
        _ when Choices(parameter.ParameterType) is { Length: > 0 } choices =>
            [Paragraph(Summary(cmdlet, parameter)), Paragraph($"Possible values: {string.Join(", ", choices)}.")],
        _ => [Paragraph(Summary(cmdlet, parameter))],
    };

    private string Summary(CmdletInfo cmdlet, CommandParameterInfo parameter) =>
        DocumentationComments.Text(comments.Of(cmdlet.ImplementingType, parameter.Name).Element("summary")!);

    private static string[] Choices(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } choice ? Enum.GetNames(choice) : [];

    private static bool AcceptsWildcards(CmdletInfo cmdlet, CommandParameterInfo parameter) =>
        cmdlet.ImplementingType.GetProperty(parameter.Name)?.IsDefined(typeof(SupportsWildcardsAttribute), inherit: true) == true;

    private static XElement Value(Type type) => Choices(type) is { Length: > 0 } choices
        ? new(s_command + "parameterValueGroup", choices.Select(static choice => Value(choice)))
        : Value(TypeName(type));

    private static XElement Value(string text) => new(s_command + "parameterValue", new XAttribute("required", "true"), text);

    private static string PipelineInput(CommandParameterInfo parameter) => parameter switch
    {
        { ValueFromPipeline: true, ValueFromPipelineByPropertyName: true } => "true (ByValue, ByPropertyName)",
        { ValueFromPipeline: true } => "true (ByValue)",
        { ValueFromPipelineByPropertyName: true } => "true (ByPropertyName)",
        _ => "false",
    };

    private static IEnumerable<string> Inputs(CmdletInfo cmdlet) => cmdlet.ParameterSets
        .SelectMany(static set => set.Parameters)
        .Where(static parameter => parameter.ValueFromPipeline)
        .Select(static parameter => TypeName(parameter.ParameterType))
        .Distinct();

    private static XElement Typed(XName name, string type) => new(name, new XElement(s_dev + "type", new XElement(s_maml + "name", type)));

    private static string TypeName(Type type) =>
        type.IsArray ? $"{TypeName(type.GetElementType()!)}[]" : (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static XElement Paragraph(XElement element) => Paragraph(DocumentationComments.Text(element));

    private static XElement Paragraph(string text) => new(s_maml + "para", text);

    private static XElement Example(XElement example, int index)
    {
        var code = example.Element("code") ?? throw new InvalidOperationException("An example has no code.");
        var remarks = new XElement(example);
        remarks.Element("code")!.Remove();
        return new XElement(
            s_command + "example",
            new XElement(s_maml + "title", $"-------------------------- Example {index + 1} --------------------------"),
            new XElement(s_dev + "code", DocumentationComments.Lines(code)),
            new XElement(s_dev + "remarks", Paragraph(remarks)));
    }
}

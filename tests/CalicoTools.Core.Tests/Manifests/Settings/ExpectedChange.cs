namespace CalicoTools.Core.Tests.Manifests.Settings;

/// <summary>A change of an object, and how many lines of text it removes and adds.</summary>
internal sealed record ExpectedChange(string Text, int Removed, int Added)
{
    /// <summary>A value in place of another.</summary>
    public static ExpectedChange Value(string path, string value) => new($"{path} = \"{value}\"", 1, 1);

    /// <summary>An environment variable that was not there.</summary>
    public static ExpectedChange Variable(string container, string name, string value, string after) =>
        new($$"""{{container}}.env[{{name}}] after {{after}} = {"name": "{{name}}", "value": "{{value}}"}""", 0, 2);
}

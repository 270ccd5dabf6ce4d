using System.Collections;
using System.Reflection;

namespace CalicoTools.Help;

/// <summary>Writes the help topic on the rules of Test-CalicoManifest from the rules themselves.</summary>
internal static class RuleTable
{
    private const int Width = 80;

    private const string Head = """
        TOPIC
            about_CalicoManifestRules

        SHORT DESCRIPTION
            The rules by which Test-CalicoManifest judges manifests.

        LONG DESCRIPTION
            Each finding of Test-CalicoManifest names its rule. An Error does not
            work, a Warning works but will or may hurt, Information is worth
            knowing. Where releases are named, the rule is about those only, and a
            manifest whose images name no release is not judged by it. Rules whose
            names begin with Upstream are about defects of the manifests as upstream
            publishes them; New-CalicoManifest -Repair and Set-CalicoManifest -Repair
            mend those that can be mended in a manifest.

        RULES

        """;

    private const string Foot = """

        SEE ALSO
            Test-CalicoManifest
            New-CalicoManifest
            Set-CalicoManifest

        """;

    /// <summary>Writes the topic.</summary>
    /// <param name="engine">The engine's assembly.</param>
    /// <param name="path">The file.</param>
    public static void Write(Assembly engine, string path)
    {
        var rules = (IEnumerable)engine.GetType("CalicoTools.Manifests.Rules.ManifestInspection", throwOnError: true)!
            .GetProperty("Rules")!.GetValue(null)!;
        var entries = rules.Cast<object>().OrderBy(static rule => Text(rule, "Id"), StringComparer.Ordinal).Select(Entry);
        File.WriteAllText(path, $"{Head}{string.Join('\n', entries)}{Foot}");
    }

    private static string Entry(object rule) => string.Concat(
        $"    {Text(rule, "Id")} ({Text(rule, "Severity")}{(Text(rule, "Releases") is { Length: > 0 } releases ? $", {releases}" : "")})\n",
        Wrapped(Text(rule, "Message")),
        Wrapped(Text(rule, "Remedy")));

    private static string Text(object rule, string property) => rule.GetType().GetProperty(property)!.GetValue(rule)?.ToString() ?? "";

    private static string Wrapped(string text)
    {
        const string indent = "        ";
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (indent.Length + lines[^1].Length + 1 + word.Length > Width)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return string.Concat(lines.Select(static line => $"{indent}{line}\n"));
    }
}

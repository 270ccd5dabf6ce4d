using System.Collections;
using System.Reflection;

namespace CalicoTools.Help;

/// <summary>Writes a help topic on rules from the rules themselves.</summary>
/// <param name="source">The engine's type that knows the rules.</param>
/// <param name="property">Its property that lists them.</param>
/// <param name="head">What is said before the rules.</param>
/// <param name="foot">What is said after them.</param>
internal sealed class RuleTable(string source, string property, string head, string foot)
{
    private const int Width = 80;

    /// <summary>The rules of Test-CalicoManifest.</summary>
    public static RuleTable OfManifests { get; } = new(
        "CalicoTools.Manifests.Rules.ManifestInspection",
        "Rules",
        """
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

        """,
        """

        SEE ALSO
            Test-CalicoManifest
            New-CalicoManifest
            Set-CalicoManifest

        """);

    /// <summary>The rules of Install-Calico and Update-Calico that are about the cluster.</summary>
    public static RuleTable OfClusters { get; } = new(
        "CalicoTools.Cluster.Checks.CheckRules",
        "OfClusters",
        """
        TOPIC
            about_CalicoInstallationRules

        SHORT DESCRIPTION
            The rules by which a cluster is judged before Calico is installed.

        LONG DESCRIPTION
            Install-Calico and Update-Calico judge cluster and manifests together
            before they write. An Error stops; a Warning is shown; Information
            is shown with -Verbose. Where the text says that -Force goes on, an Error
            becomes a Warning with it. -SkipRule leaves rules out by name, those of
            about_CalicoManifestRules too, by which the manifests are judged as well.

        RULES

        """,
        """

        SEE ALSO
            about_CalicoManifestRules
            Install-Calico
            Update-Calico

        """);

    /// <summary>Writes the topic.</summary>
    /// <param name="engine">The engine's assembly.</param>
    /// <param name="path">The file.</param>
    public void Write(Assembly engine, string path)
    {
        var rules = (IEnumerable)engine.GetType(source, throwOnError: true)!.GetProperty(property)!.GetValue(null)!;
        var entries = rules.Cast<object>().OrderBy(static rule => Text(rule, "Id"), StringComparer.Ordinal).Select(Entry);
        File.WriteAllText(path, $"{head}{string.Join('\n', entries)}{foot}");
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

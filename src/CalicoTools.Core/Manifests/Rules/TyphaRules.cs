using CalicoTools.Manifests.Installations;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of calico-node and Typha knowing of each other.</summary>
internal static class TyphaRules
{
    private const string Variable = "FELIX_TYPHAK8SSERVICENAME";

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "TyphaMissing",
            FindingSeverity.Error,
            "calico-node is told to use Typha, but Typha is not here: Felix waits for it and never starts.",
            "Use the variant with Typha (New-CalicoManifest -Variant Typha), or set typha_service_name to none.",
            static installation =>
                installation is { Node: { } node, EtcdConfig: null } && Name(node) is { } name && !HasTypha(installation, name)
                ? [node.Report($"{Variable} is {name}", Variable)]
                : []),
        new(
            "TyphaUnused",
            FindingSeverity.Warning,
            "Typha is here, but calico-node is not told to use it.",
            "Set typha_service_name to calico-typha, or take Typha out.",
            static installation => installation is { Node: { } node, EtcdConfig: null } && Name(node) is null &&
                installation.Find("Deployment", "calico-typha") is { } typha && typha.Find("spec", "replicas")?.ToString() != "0"
                    ? [typha.Report("Typha itself")]
                    : []),
    ];

    private static string? Name(NodeContainer node) => node.Variable(Variable) is var name and not (null or "" or "none") ? name : null;

    private static bool HasTypha(Installation installation, string name) =>
        installation.Find("Service", name) is not null && installation.Find("Deployment", "calico-typha") is not null;
}

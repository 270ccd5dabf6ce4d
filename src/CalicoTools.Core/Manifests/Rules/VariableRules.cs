using CalicoTools.Calico;
using CalicoTools.Manifests.Installations;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Rules;

/// <summary>Rules for environment variables that nobody reads. A site may have variables of its own, so these are only information.</summary>
internal static class VariableRules
{
    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "VariableMisspelt",
            FindingSeverity.Information,
            "An environment variable is unknown, and its name is close to one that the container reads.",
            "Correct the name, such as with Set-CalicoManifest -Environment, or leave it if it is meant.",
            static installation =>
                from item in Unread(installation)
                let meant = KnownVariables.Closest(item.Container.Name, item.Variable)
                where meant is not null
                select item.Container.ReportVariable($"{item.Variable}; did you mean {meant}?", item.Variable)),
        new(
            "VariableNotRead",
            FindingSeverity.Information,
            "An environment variable has no effect: another of Calico's containers reads it, not this one.",
            "Move it to the container that reads it.",
            static installation =>
                from item in Unread(installation)
                where KnownVariables.Closest(item.Container.Name, item.Variable) is null
                let reader = KnownVariables.ReaderOf(item.Variable)
                where reader is not null
                select item.Container.ReportVariable($"{item.Variable} is read by {reader}", item.Variable)),
    ];

    private static IEnumerable<(InspectedContainer Container, string Variable)> Unread(Installation installation) =>
        from container in InspectedContainer.Of(installation)
        where KnownVariables.AreKnownFor(container.Name)
        from variable in container.Variables
        let name = variable.Text("name")
        where name is not null && !KnownVariables.Reads(container.Name, name)
        select (container, name);
}

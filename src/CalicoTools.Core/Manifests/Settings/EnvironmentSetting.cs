using System.Text.RegularExpressions;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>Environment variables of calico-node.</summary>
internal sealed partial class EnvironmentSetting : ManifestSetting
{
    private readonly IReadOnlyList<KeyValuePair<string, string?>> _variables;

    public EnvironmentSetting(IReadOnlyList<KeyValuePair<string, string?>> variables)
        : base("-Environment")
    {
        _variables = variables;
        if (variables.FirstOrDefault(static variable => !NamePattern().IsMatch(variable.Key)) is { Key: { } malformed })
        {
            throw SettingErrors.VariableMalformed(malformed);
        }
    }

    /// <summary>Makes sure that no other setting sets one of the variables.</summary>
    /// <param name="others">The other settings.</param>
    public void CheckAgainst(IEnumerable<ManifestSetting> others)
    {
        foreach (var other in others)
        {
            if (_variables.FirstOrDefault(variable => other.Variables.Contains(variable.Key)) is { Key: { } name })
            {
                throw SettingErrors.VariableContradictory(name, other.Argument);
            }
        }
    }

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        var environment = parts.NodeEnvironment;
        foreach (var (name, value) in _variables)
        {
            if (value is not null)
            {
                environment.Set(name, value);
            }
            else if (!environment.Remove(name))
            {
                log.Verbose($"calico-node has no variable {name} to remove.");
            }
        }
    }

    [GeneratedRegex(@"\A[A-Za-z_.-][A-Za-z0-9_.-]*\z")]
    private static partial Regex NamePattern();
}

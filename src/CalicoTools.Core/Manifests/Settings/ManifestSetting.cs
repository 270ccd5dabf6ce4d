using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>One setting with its value, which was checked when it was made.</summary>
/// <param name="argument">The parameter, as users write it.</param>
internal abstract class ManifestSetting(string argument)
{
    /// <summary>The parameter, as users write it.</summary>
    public string Argument { get; } = argument;

    /// <summary>The variants and releases it applies to; nothing where it applies to all.</summary>
    public virtual IReadOnlyList<SettingLimit> Limits => [];

    /// <summary>The environment variables of calico-node it sets.</summary>
    public virtual IReadOnlyList<string> Variables => [];

    /// <summary>What has to hold once all settings are set; null for nothing. Several settings may share it.</summary>
    public virtual Action<ManifestParts, ICommandLog>? Check => null;

    /// <summary>Sets it.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="log">Told what is decided.</param>
    public abstract void Apply(ManifestParts parts, ICommandLog log);
}

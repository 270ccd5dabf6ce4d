namespace CalicoTools.Shared;

/// <summary>The module as the build leaves it.</summary>
public static class StagedModule
{
    /// <summary>The folder of the module.</summary>
    public static string Folder { get; } = Repository.At("out", "CalicoTools");

    /// <summary>The module's manifest.</summary>
    public static string Manifest { get; } = Path.Combine(Folder, "CalicoTools.psd1");
}

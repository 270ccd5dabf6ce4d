namespace CalicoTools.Host;

/// <summary>The module as the build leaves it.</summary>
public static class StagedModule
{
    /// <summary>Finds the staged module's manifest above the running program.</summary>
    /// <returns>The path of <c>out/CalicoTools/CalicoTools.psd1</c>.</returns>
    /// <exception cref="FileNotFoundException">The module is not built.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, "out", "CalicoTools", "CalicoTools.psd1");
            if (File.Exists(manifest))
            {
                return manifest;
            }
        }

        throw new FileNotFoundException("The module is not built. Run 'dotnet build' at the top of the checkout.");
    }
}

namespace CalicoTools.Shared;

/// <summary>The checkout the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CalicoTools.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run in a checkout of CalicoTools.");
        }

        return folder.FullName;
    }
}

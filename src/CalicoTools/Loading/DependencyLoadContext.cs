using System.Reflection;
using System.Runtime.Loader;

namespace CalicoTools.Loading;

/// <summary>Holds the engine and its packages, so that no other module's version of a package meets them.</summary>
internal sealed class DependencyLoadContext(string directory) : AssemblyLoadContext("CalicoTools", isCollectible: false)
{
    private static readonly Assembly s_abstractions = typeof(CalicoToolsException).Assembly;

    /// <summary>Loads an assembly that lies in the dependency folder.</summary>
    /// <param name="name">The assembly.</param>
    /// <returns>The assembly, or null when the folder has none of that name.</returns>
    public Assembly? LoadOwn(AssemblyName name)
    {
        // LoadFromAssemblyName would ask the Resolving handler again and recurse until the process dies.
        var file = Path.Combine(directory, $"{name.Name}.dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == s_abstractions.GetName().Name ? s_abstractions : LoadOwn(assemblyName);
}

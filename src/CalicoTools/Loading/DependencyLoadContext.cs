using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace CalicoTools.Loading;

/// <summary>Holds the engine and its packages, so that no other module's version of a package meets them.</summary>
internal sealed class DependencyLoadContext(string directory) : AssemblyLoadContext("CalicoTools", isCollectible: false)
{
    private static readonly Assembly s_abstractions = typeof(CalicoToolsException).Assembly;

    /// <summary>
    /// Loads an assembly that lies in the dependency folder, compiled ahead of time for this runtime where it is there so.
    /// </summary>
    /// <param name="name">The assembly.</param>
    /// <returns>The assembly, or null when the folder has none of that name.</returns>
    public Assembly? LoadOwn(AssemblyName name)
    {
        // LoadFromAssemblyName would ask the Resolving handler again and recurse until the process dies.
        var file = $"{name.Name}.dll";
        return LoadFile(Path.Combine(directory, RuntimeInformation.RuntimeIdentifier, file)) ?? LoadFile(Path.Combine(directory, file));
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == s_abstractions.GetName().Name ? s_abstractions : LoadOwn(assemblyName);

    private Assembly? LoadFile(string file) => File.Exists(file) ? LoadFromAssemblyPath(file) : null;
}

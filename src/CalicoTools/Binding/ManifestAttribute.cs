using System.Management.Automation;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Binding;

/// <summary>Lets files stand for the manifests in them: paths, with wildcards or without, and what <c>Get-ChildItem</c> gives.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ManifestAttribute : ArgumentTransformationAttribute
{
    /// <summary>Reads the files among the arguments.</summary>
    /// <param name="engineIntrinsics">The session; a relative path starts at its location.</param>
    /// <param name="inputData">One argument, or several.</param>
    /// <returns>The arguments, with manifests in the places of files.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">A file does not exist, or is not a manifest.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object?[] arguments = LanguagePrimitives.GetEnumerable(inputData) is { } several ? [.. several] : [inputData];
        if (!arguments.Any(static argument => Plain(argument) is string or FileSystemInfo))
        {
            return inputData;
        }

        var paths = new PathResolver(engineIntrinsics.SessionState.Path);
        try
        {
            return arguments.SelectMany(argument => Manifests(paths, Plain(argument))).ToArray();
        }
        catch (CalicoToolsException error)
        {
            throw new ArgumentTransformationMetadataException($"{error.Message} {error.Remedy}", error);
        }
    }

    private static object? Plain(object? argument) => argument is PSObject wrapped ? wrapped.BaseObject : argument;

    private static IEnumerable<object?> Manifests(PathResolver paths, object? argument) => argument switch
    {
        string path => paths.ExistingFiles(path, literal: false).Select(static path => ManifestReader.ReadFile(path)),
        FileSystemInfo file => paths.ExistingFiles(file.FullName, literal: true).Select(static path => ManifestReader.ReadFile(path)),
        _ => [argument],
    };
}

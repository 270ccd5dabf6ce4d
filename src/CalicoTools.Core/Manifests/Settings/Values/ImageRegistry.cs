using System.Text.RegularExpressions;

namespace CalicoTools.Manifests.Settings.Values;

/// <summary>A registry, with or without a path in it, that images are pulled from.</summary>
/// <param name="Prefix">What stands before an image's own name, without a slash at its end.</param>
internal sealed partial record ImageRegistry(string Prefix)
{
    // The repositories of the official manifests: what stands before them is a registry and perhaps a path in it.
    private static readonly string[] s_namespaces = ["calico", "flannel", "flannelcni", "coreos"];

    /// <summary>Reads a registry.</summary>
    /// <param name="text">Its host, with port and path where it has them; a slash at its end is ignored.</param>
    /// <returns>The registry.</returns>
    public static ImageRegistry Parse(string text)
    {
        var prefix = text.TrimEnd('/');
        var parts = prefix.Split('/');
        var problem = prefix switch
        {
            "" => "it is empty",
            _ when prefix.Contains("://", StringComparison.Ordinal) => "it has a scheme",
            _ when prefix.Any(char.IsUpper) => "it has an upper-case letter",
            _ when parts.Skip(1).Any(static part => part.IndexOfAny(':', '@') >= 0) => "it ends in a tag or digest",
            _ when !IsRegistryHost(parts[0]) => $"'{parts[0]}' would be taken for a part of Docker Hub, having neither dot nor port",
            _ when !HostPattern().IsMatch(parts[0]) || !parts.Skip(1).All(static part => PathPattern().IsMatch(part)) =>
                "it has a character that image names cannot have",
            _ => null,
        };
        return problem is null ? new ImageRegistry(prefix) : throw SettingErrors.RegistryMalformed(text, problem);
    }

    /// <summary>The same image in this registry.</summary>
    /// <param name="image">An image, in any registry or without one.</param>
    /// <returns>The image in this registry; itself when it is there already.</returns>
    public string Relocate(string image)
    {
        var parts = image.Split('/');
        if (parts.Length > 1 && s_namespaces.Contains(parts[^2]))
        {
            return $"{Prefix}/{parts[^2]}/{parts[^1]}";
        }

        if (image.StartsWith(Prefix + '/', StringComparison.Ordinal))
        {
            return image;
        }

        return parts.Length > 1 && IsRegistryHost(parts[0]) ? $"{Prefix}/{string.Join('/', parts[1..])}" : $"{Prefix}/{image}";
    }

    private static bool IsRegistryHost(string part) => part == "localhost" || part.Contains('.') || part.Contains(':');

    [GeneratedRegex(@"\A([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:[0-9]{1,5})?\z")]
    private static partial Regex HostPattern();

    [GeneratedRegex(@"\A[a-z0-9]+([._-]+[a-z0-9]+)*\z")]
    private static partial Regex PathPattern();
}

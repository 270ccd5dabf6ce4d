namespace CalicoTools.Manifests.Settings.Values;

/// <summary>Paths on the nodes, which run Linux whatever this machine runs.</summary>
internal static class HostPath
{
    /// <summary>Checks a path.</summary>
    /// <param name="parameter">The parameter it was given to.</param>
    /// <param name="path">The path.</param>
    /// <returns>The path without a slash at its end.</returns>
    public static string Parse(string parameter, string path)
    {
        var problem = path switch
        {
            _ when !path.StartsWith('/') => "is not absolute",
            "/" => "is the root of the file system",
            _ when path.Split('/').Any(static part => part is "." or "..") => "has a '.' or '..' in it",
            _ when path.Any(static c => char.IsControl(c) || c is '"' or '\\' or ':') => "has a quote, backslash, colon or control character",
            _ => null,
        };
        return problem is null ? path.TrimEnd('/') : throw SettingErrors.HostPathMalformed(parameter, path, problem);
    }
}

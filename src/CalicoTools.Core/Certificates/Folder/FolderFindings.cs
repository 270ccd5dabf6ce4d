namespace CalicoTools.Certificates.Folder;

/// <summary>What is found in a folder before its certificates can be compared.</summary>
internal static class FolderFindings
{
    public static Finding Missing(string folder, string name) => new(
        "CertificateFileMissing",
        FindingSeverity.Error,
        Path.Combine(folder, name),
        "A set is not whole without this file.",
        name,
        "Put the file there, or make the set: New-CalicoCerts -Path ….");

    public static Finding Unreadable(CalicoToolsException error) => new(
        error.ErrorId, FindingSeverity.Error, $"{error.Subject}", error.Message, Path.GetFileName($"{error.Subject}"), error.Remedy);
}

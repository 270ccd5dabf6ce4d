namespace CalicoTools.Certificates.Folder;

/// <summary>The errors of folders with certificates.</summary>
internal static class FolderErrors
{
    public static CertificateException NotFound(string path) => new(
        "CertificateFolderNotFound",
        ErrorKind.NotFound,
        $"The folder '{path}' does not exist.",
        "Check the path, or make a set of certificates there: New-CalicoCerts -Path ….",
        path);

    public static CertificateException Incomplete(string path, IReadOnlyList<string> missing) => new(
        "CertificateSetIncomplete",
        ErrorKind.NotFound,
        $"There is no whole set of certificates in '{path}': {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing.",
        "Check the path, or make a set of certificates there: New-CalicoCerts -Path ….",
        path);

    public static CertificateException Inconsistent(string path, IReadOnlyList<Finding> findings) => new(
        "CertificateSetInconsistent",
        ErrorKind.InvalidData,
        $"The files in '{path}' are not one set: {List(findings)}",
        "Test-CalicoCerts shows each with what to do about it.",
        path);

    public static CertificateException FilesExist(string path, IReadOnlyList<string> names) => new(
        "CertificateFilesExist",
        ErrorKind.AlreadyExists,
        $"In '{path}' there {(names.Count == 1 ? "is" : "are")} already {string.Join(", ", names)}.",
        "Give -Force to replace the certificates and keep their CA, or another path.",
        path);

    public static CertificateException OtherAuthority(string path, Certificate there, CalicoCertificate given) => new(
        "CertificateAuthorityExists",
        ErrorKind.AlreadyExists,
        $"'{Path.Combine(path, FileNames.CA)}' is another CA ('{there.Subject}', fingerprint {there.Fingerprint[..8]}) "
            + $"than the one the certificates come from ('{given.Subject}', {given.Fingerprint[..8]}).",
        "Issue them with the CA that is there, or give -NewCA to New-CalicoCerts, with -CAPath too, to replace it; "
            + "the old one is kept aside.",
        path);

    public static CertificateException StrayCAKey(string path, CalicoCertificate authority) => new(
        "CAKeyWithoutCertificate",
        ErrorKind.AlreadyExists,
        $"In '{path}' there is {FileNames.CAKey} without {FileNames.CA}, and it is not the key of '{authority.Subject}', which would sign.",
        $"Put its certificate beside it as {FileNames.CA}, or give -NewCA to New-CalicoCerts: the key is kept aside then.",
        path);

    public static CertificateException WouldBeInconsistent(string path, IReadOnlyList<Finding> findings) => new(
        "CertificateSetWouldBeMixed",
        ErrorKind.AlreadyExists,
        $"With what would stay in '{path}', its files would not be one set: {List(findings)}",
        "Issue the etcd members' certificates again in the same command (-EtcdHost), or move these files away.",
        path);

    /// <summary>Refuses a path that is no folder.</summary>
    /// <param name="path">The path.</param>
    public static void ThrowIfNoFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw File.Exists(path) ? Files.FileErrors.IsFile(path) : NotFound(path);
        }
    }

    private static string List(IReadOnlyList<Finding> findings) =>
        string.Join(' ', findings.Select(static finding => $"{Path.GetFileName(finding.Subject)}: {finding.Message}"));
}

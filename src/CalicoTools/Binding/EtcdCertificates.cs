using System.Collections;
using System.Management.Automation;
using CalicoTools.Certificates.Folder;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Secrets;

namespace CalicoTools.Binding;

/// <summary>Reads certificates for etcd in each form in which people have them.</summary>
internal static class EtcdCertificates
{
    private const int FilesOfTrio = 3;

    /// <summary>Reads an argument.</summary>
    /// <param name="argument">A set, the path of a folder, three PEM files, or the manifest of a Secret or its file.</param>
    /// <param name="paths">Resolves the session's paths.</param>
    /// <param name="stop">Cancelled when the user stops the pipeline.</param>
    /// <returns>The certificates.</returns>
    /// <exception cref="CalicoToolsException">It is something else, or cannot be read.</exception>
    public static CalicoCertificateSet Read(object argument, PathResolver paths, CancellationToken stop)
    {
        object[] parts = [.. (argument is IEnumerable several and not string ? several.Cast<object?>() : [argument]).Select(Unwrapped).OfType<object>()];
        return parts switch
        {
            [CalicoCertificateSet set] => set,
            [CalicoManifest secret] => EtcdSecretCertificates.Read(secret),
            [FileSystemInfo item] => FolderOrSecret(item.FullName, stop),
            [string path] => FolderOrSecret(paths.ExistingItem(path), stop),
            _ when parts.Length == FilesOfTrio && parts.All(static part => part is string or FileInfo) =>
                new PemTrio(File(parts[0], paths), File(parts[1], paths), File(parts[2], paths)).Read(acceptOtherCA: false, stop),
            _ => throw Invalid(parts),
        };
    }

    private static object? Unwrapped(object? part) => part is PSObject wrapped ? wrapped.BaseObject : part;

    private static CalicoCertificateSet FolderOrSecret(string path, CancellationToken stop) => System.IO.File.Exists(path)
        ? EtcdSecretCertificates.Read(ManifestReader.ReadFile(path, stop))
        : CertificateFolder.Open(path, stop).Read();

    private static string File(object part, PathResolver paths) => part is FileInfo file ? file.FullName : paths.ExistingFile((string)part);

    // Deserialised, a set has lost its key.
    private static CertificateException Invalid(object[] parts) => new(
        "EtcdCertificateInvalid",
        ErrorKind.InvalidArgument,
        parts.Length == 0
            ? "Nothing is given where certificates for etcd are required."
            : $"{(parts.Length == 1 ? $"A {parts[0].GetType().Name} is" : $"{parts.Length} objects are")} not certificates for etcd with their key.",
        "Give a set from Get-CalicoCerts in this session, the path of its folder, three PEM files (CA, certificate, key), or the Secret of "
            + "New-CalicoEtcdSecret or its file.");
}

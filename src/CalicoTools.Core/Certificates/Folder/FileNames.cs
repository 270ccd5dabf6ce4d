using System.Text.RegularExpressions;

namespace CalicoTools.Certificates.Folder;

/// <summary>The names of the files a set lies in.</summary>
internal static partial class FileNames
{
    public const string CA = "ca.pem";
    public const string CAKey = "ca-key.pem";
    public const string Client = "calico.pem";
    public const string ClientKey = "calico-key.pem";
    public const string EtcdCa = "etcd-ca";
    public const string EtcdCert = "etcd-cert";
    public const string EtcdKey = "etcd-key";

    /// <summary>The names of certificates without ending, which no etcd member has.</summary>
    public const string CAName = "ca";

    /// <inheritdoc cref="CAName"/>
    public const string ClientName = "calico";

    private const string Ending = ".pem";
    private const string KeyEnding = "-key.pem";

    /// <summary>The file of a certificate.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <returns>The file's name.</returns>
    public static string Certificate(string name) => name + Ending;

    /// <summary>The file of a certificate's key.</summary>
    /// <param name="name">The certificate's name.</param>
    /// <returns>The file's name.</returns>
    public static string Key(string name) => name + KeyEnding;

    /// <summary>The files of a set without its authority's.</summary>
    /// <param name="leaves">The names of Calico's and the etcd members' certificates.</param>
    /// <returns>The files' names: certificates, keys, and the Secret's values.</returns>
    public static IEnumerable<string> OfLeaves(IEnumerable<string> leaves) =>
        [.. leaves.SelectMany(static leaf => new[] { Certificate(leaf), Key(leaf) }), EtcdCa, EtcdCert, EtcdKey];

    /// <summary>The names of certificates in a folder that may be etcd members'.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The names, in order.</returns>
    public static IEnumerable<string> MemberCandidates(string folder) => Directory.EnumerateFiles(folder, "*" + Ending)
        .Select(static path => Path.GetFileNameWithoutExtension(path))
        .Where(static name => name is not (CAName or ClientName) && !name.EndsWith("-key", StringComparison.Ordinal))
        .Where(static name => !KeptAside().IsMatch(name))
        .Order(StringComparer.Ordinal);

    /// <summary>The name a replaced authority's certificate is kept under, so that its files can be found and are nobody else's.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="fingerprint">The certificate's SHA-256 fingerprint; null when it cannot be read.</param>
    /// <returns>A name without ending whose files do not exist.</returns>
    public static string Aside(string folder, string? fingerprint)
    {
        var name = $"ca-{fingerprint?[..8].ToLowerInvariant() ?? "00000000"}";
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? name : $"{name}-{number}")
            .First(free => !File.Exists(Path.Combine(folder, Certificate(free))) && !File.Exists(Path.Combine(folder, Key(free))));
    }

    [GeneratedRegex("^ca-[0-9a-f]{8}(-[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex KeptAside();
}

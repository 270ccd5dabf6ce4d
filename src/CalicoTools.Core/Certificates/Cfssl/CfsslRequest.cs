using CalicoTools.Certificates.Issuing;
using CalicoTools.Certificates.Keys;

namespace CalicoTools.Certificates.Cfssl;

/// <summary>A certificate request in cfssl's JSON, the file usually called csr.json.</summary>
internal sealed record CfsslRequest
{
    /// <summary>The request of nobody, which says nothing.</summary>
    public static readonly CfsslRequest Empty = new() { Subject = new DistinguishedName { CommonName = "" } };

    /// <summary>Whom it is about; the common name is empty when the file has none.</summary>
    public required DistinguishedName Subject { get; init; }

    /// <summary>The names the certificate shall be valid for; null when the file has no list of them.</summary>
    public IReadOnlyList<string>? HostNames { get; init; }

    /// <summary>What kind of key; null when the file does not say.</summary>
    public KeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>How long an authority shall be valid; null when the file does not say.</summary>
    public TimeSpan? AuthorityExpiry { get; init; }

    /// <summary>How long before now an authority's validity starts; null when the file does not say.</summary>
    public TimeSpan? AuthorityBackdate { get; init; }

    /// <summary>How many authorities may stand between an authority and a leaf; null for any number.</summary>
    public int? PathLength { get; init; }

    /// <summary>Reads a request.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The request.</returns>
    /// <exception cref="CertificateException">It cannot be read, or says something that is not understood.</exception>
    public static CfsslRequest Load(string file, CancellationToken cancellation)
    {
        var request = CfsslObject.Load(file, cancellation);
        request.Expect(["CN", "names", "hosts", "key", "ca", "serialnumber"], "delegation_enabled", "extensions", "crl_url");
        var names = request.Objects("names");
        foreach (var name in names)
        {
            name.Expect(["C", "ST", "L", "O", "OU"], "E", "SerialNumber", "OID");
        }

        var authority = request.Object("ca");
        authority?.Expect(["expiry", "backdate", "pathlen", "pathlenzero"]);
        return new CfsslRequest
        {
            Subject = new DistinguishedName
            {
                CommonName = request.Text("CN") ?? "",
                SerialNumber = request.Text("serialnumber"),
                Countries = Values(names, "C"),
                States = Values(names, "ST"),
                Localities = Values(names, "L"),
                Organizations = Values(names, "O"),
                Units = Values(names, "OU"),
            },
            HostNames = HostNamesOf(request),
            KeyAlgorithm = request.Object("key") is { } key ? Algorithm(key) : null,
            AuthorityExpiry = authority?.Duration("expiry"),
            AuthorityBackdate = authority?.Duration("backdate"),
            PathLength = authority?.Number("pathlen") is > 0 and var length ? length : authority?.Flag("pathlenzero") == true ? 0 : null,
        };
    }

    // cfssl's users write [""] for none.
    private static List<string>? HostNamesOf(CfsslObject request)
    {
        List<string>? names = request.Texts("hosts") is { } texts ? [.. texts.Where(static text => text.Length > 0)] : null;
        return names?.Find(static name => !HostName.IsName(name)) is { } other
            ? throw CfsslErrors.HostInvalid(request.File, request.PathOf("hosts"), other)
            : names;
    }

    private static IReadOnlyList<string> Values(IEnumerable<CfsslObject> names, string attribute) =>
        [.. names.Select(name => name.Text(attribute)).OfType<string>()];

    private static KeyAlgorithm Algorithm(CfsslObject key)
    {
        key.Expect(["algo", "size"]);
        var size = key.Number("size");
        var algorithm = key.Text("algo") ?? throw CfsslErrors.FieldInvalid(key.File, key.PathOf("algo"), "rsa, ecdsa or ed25519");
        return (algorithm, size) switch
        {
            ("rsa", < KeyMaker.SmallestRsaKey) => throw IssuingErrors.RsaKeyTooSmall(key.File, size.Value),
            ("rsa", 2048) => CalicoTools.KeyAlgorithm.RSA2048,
            ("rsa", 3072) => CalicoTools.KeyAlgorithm.RSA3072,
            ("rsa", 4096) => CalicoTools.KeyAlgorithm.RSA4096,
            ("ecdsa", 256) => CalicoTools.KeyAlgorithm.ECDsaP256,
            ("ecdsa", 384) => CalicoTools.KeyAlgorithm.ECDsaP384,
            ("ecdsa", 521) => CalicoTools.KeyAlgorithm.ECDsaP521,
            ("ed25519", _) => CalicoTools.KeyAlgorithm.Ed25519,
            _ => throw CfsslErrors.KeyNotSupported(key.File, algorithm, size),
        };
    }
}

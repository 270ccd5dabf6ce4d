using System.Text;
using CalicoTools.Calico;
using CalicoTools.Certificates;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Keys;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Manifests.Installations;

/// <summary>What the Secret with the certificates for etcd holds, and what is wrong with its values. Keeps no key.</summary>
internal sealed class EtcdSecretContent
{
    private readonly InspectedObject _secret;
    private readonly Lazy<IReadOnlyList<PathFault>?> _pathFaults;
    private readonly List<(SecretFault Fault, Evidence Seen)> _faults = [];

    private EtcdSecretContent(InspectedObject secret, DateTimeOffset now)
    {
        _secret = secret;
        _pathFaults = new(() => CertificatePath.Find(Client!, Authority!, PathRules.Purposes(CertificateRole.Client), now)?.Faults);
        Read(EtcdFile.Key.SecretKey, ReadKey);
        Read(EtcdFile.Certificate.SecretKey, ReadCertificate);
        Read(EtcdFile.CA.SecretKey, ReadAuthority);
        if (Client is { } client && Authority is { } authority && IsAuthority(client) && !IsAuthority(authority))
        {
            Report(SecretFault.Swapped, EtcdFile.Certificate.SecretKey, $"{EtcdFile.Certificate.SecretKey} is a CA's certificate, and {EtcdFile.CA.SecretKey} is not");
        }
    }

    /// <summary>The public half of the client's key; null when it cannot be read.</summary>
    public PublicKey? Key { get; private set; }

    /// <summary>The client's certificate; null when it cannot be read.</summary>
    public Certificate? Client { get; private set; }

    /// <summary>The authority's certificate, of several the one that issued the client's; null when none can be read.</summary>
    public Certificate? Authority { get; private set; }

    /// <summary>Whether the client's certificate leads to another authority; false when one of them cannot be read.</summary>
    public bool IsOfAnotherAuthority => HasBoth && _pathFaults.Value is null;

    /// <summary>Why etcd refuses the client's certificate, other than by its own validity: the faults of the path to the CA.</summary>
    public IReadOnlyList<PathFault> PathFaults => HasBoth ? _pathFaults.Value ?? [] : [];

    /// <summary>The Secret's identity.</summary>
    public KubernetesResource Resource => _secret.Resource;

    private bool HasBoth => Client is not null && Authority is not null;

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => Values(_secret).Count == 0;

    /// <summary>Finds the Secret with the certificates for etcd.</summary>
    /// <param name="secrets">The Secrets there are.</param>
    /// <param name="now">The time at which the CAs are to be valid.</param>
    /// <returns>The one that has the name the manifests give it, or one of its keys; null when there is none.</returns>
    public static EtcdSecretContent? Find(IEnumerable<InspectedObject> secrets, DateTimeOffset now) => secrets
        .Where(static secret => secret.Resource.Name == EtcdFile.SecretName ||
            Values(secret).Any(static key => EtcdFile.All.Any(file => file.SecretKey == key)))
        .Select(secret => new EtcdSecretContent(secret, now))
        .FirstOrDefault();

    /// <summary>Whether it holds a value.</summary>
    /// <param name="key">The value's key.</param>
    /// <returns>True when it does.</returns>
    public bool Has(string key) => Values(_secret).Contains(key);

    /// <summary>Reads a value.</summary>
    /// <param name="key">The value's key.</param>
    /// <returns>The PEM text, to be disposed of by the caller; null when it is none.</returns>
    public PemText? Open(string key) => Open(key, static (_, _) => { });

    /// <summary>What is wrong with its values.</summary>
    /// <param name="fault">The kind of fault.</param>
    /// <returns>Where it was seen.</returns>
    public IEnumerable<Evidence> Faults(SecretFault fault) => _faults.Where(item => item.Fault == fault).Select(static item => item.Seen);

    /// <summary>Reports something seen in the Secret.</summary>
    /// <param name="what">What was seen.</param>
    /// <returns>The evidence.</returns>
    public Evidence Report(string what) => _secret.Report(what, "data");

    /// <summary>Reports something seen in a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="what">What was seen.</param>
    /// <returns>The evidence.</returns>
    public Evidence Report(Certificate certificate, string what) =>
        _secret.Report($"{certificate.Name} ({certificate.Subject}) {what}", Place(certificate.Name));

    private static HashSet<string> Values(InspectedObject secret) => [.. secret.FilledKeys("data"), .. secret.FilledKeys("stringData")];

    private static bool IsAuthority(Certificate certificate) => certificate.X509.GetBasicConstraints() >= 0;

    private void Read(string key, Action<PemText> read)
    {
        using var text = Open(key, (fault, what) => Report(fault, key, what));
        if (text is null)
        {
            return;
        }

        try
        {
            read(text);
        }
        catch (CertificateException error)
        {
            Report(error.ErrorId == "KeyPasswordMissing" ? SecretFault.KeyEncrypted : SecretFault.NotPem, key, error.Message);
        }
    }

    private PemText? Open(string key, Action<SecretFault, string> report) =>
        _secret.FindText("stringData", key) is { Length: > 0 } plain ? SecretValue.ReadPlain(Encoding.UTF8.GetBytes(plain), key, report)
        : _secret.FindText("data", key) is { Length: > 0 } encoded ? SecretValue.ReadEncoded(encoded, key, report)
        : null;

    private void ReadKey(PemText text)
    {
        if (IsSwapped(text, EtcdFile.Key.SecretKey, "certificate", static block => block.IsKey))
        {
            return;
        }

        using var key = PemReader.Key(text, password: null);
        Key = key.PublicKey;
    }

    private void ReadCertificate(PemText text)
    {
        if (!IsSwapped(text, EtcdFile.Certificate.SecretKey, "key", static block => block.IsCertificate))
        {
            Client = Certificate.Read(text, EtcdFile.Certificate.SecretKey, CertificateRole.Client);
        }
    }

    private void ReadAuthority(PemText text)
    {
        if (!IsSwapped(text, EtcdFile.CA.SecretKey, "key", static block => block.IsCertificate))
        {
            Authority = Certificate.Read(
                text, EtcdFile.CA.SecretKey, CertificateRole.CA, issuer => Client is null || CertificateChain.IsIssuedBy(Client.X509, issuer));
            if (text.Blocks.FirstOrDefault(static block => !block.IsCertificate) is { } other)
            {
                var what = $"{EtcdFile.CA.SecretKey}:{other.Line}: {PemLabel.Display(other.Label)} stands beside the certificates";
                Report(SecretFault.ForeignBlock, EtcdFile.CA.SecretKey, what);
            }
        }
    }

    private bool IsSwapped(PemText text, string key, string other, Func<PemBlock, bool> isMeant)
    {
        var swapped = text.Blocks.Any(static block => block.IsKey || block.IsCertificate) && !text.Blocks.Any(isMeant);
        if (swapped)
        {
            Report(SecretFault.Swapped, key, $"{key} is a {other}");
        }

        return swapped;
    }

    private void Report(SecretFault fault, string key, string what) => _faults.Add((fault, _secret.Report(what, Place(key))));

    private string[] Place(string key) => [_secret.Find("stringData", key) is null ? "data" : "stringData", key];
}

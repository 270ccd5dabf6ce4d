using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace CalicoTools.Certificates.Issuing;

/// <summary>What the holder of a certificate may do with its key, in the words of cfssl's profiles.</summary>
internal sealed class UsageProfile
{
    private static readonly Dictionary<string, int> s_keyUsages = new(StringComparer.Ordinal)
    {
        ["signing"] = KeyUsage.DigitalSignature,
        ["digital signature"] = KeyUsage.DigitalSignature,
        ["content commitment"] = KeyUsage.NonRepudiation,
        ["key encipherment"] = KeyUsage.KeyEncipherment,
        ["key agreement"] = KeyUsage.KeyAgreement,
        ["data encipherment"] = KeyUsage.DataEncipherment,
        ["cert sign"] = KeyUsage.KeyCertSign,
        ["crl sign"] = KeyUsage.CrlSign,
        ["encipher only"] = KeyUsage.EncipherOnly,
        ["decipher only"] = KeyUsage.DecipherOnly,
    };

    private static readonly Dictionary<string, string> s_extendedUsages = new(StringComparer.Ordinal)
    {
        ["any"] = Oids.AnyUsage,
        ["server auth"] = Oids.ServerAuth,
        ["client auth"] = Oids.ClientAuth,
        ["code signing"] = "1.3.6.1.5.5.7.3.3",
        ["email protection"] = "1.3.6.1.5.5.7.3.4",
        ["s/mime"] = "1.3.6.1.5.5.7.3.4",
        ["ipsec end system"] = "1.3.6.1.5.5.7.3.5",
        ["ipsec tunnel"] = "1.3.6.1.5.5.7.3.6",
        ["ipsec user"] = "1.3.6.1.5.5.7.3.7",
        ["timestamping"] = "1.3.6.1.5.5.7.3.8",
        ["ocsp signing"] = "1.3.6.1.5.5.7.3.9",
        ["microsoft sgc"] = "1.3.6.1.4.1.311.10.3.3",
        ["netscape sgc"] = "2.16.840.1.113730.4.1",
    };

    private readonly int _keyUsages;
    private readonly List<DerObjectIdentifier> _extendedUsages = [];

    /// <summary>Makes a profile.</summary>
    /// <param name="words">Words of <see cref="Words"/>; the order of the extended usages is kept.</param>
    public UsageProfile(params IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (s_keyUsages.TryGetValue(word, out var bit))
            {
                _keyUsages |= bit;
            }
            else
            {
                _extendedUsages.Add(new DerObjectIdentifier(s_extendedUsages[word]));
            }
        }
    }

    /// <summary>All words there are.</summary>
    public static IReadOnlyCollection<string> Words { get; } = [.. s_keyUsages.Keys, .. s_extendedUsages.Keys];

    /// <summary>What Calico's client certificate needs.</summary>
    public static UsageProfile Client { get; } = new("signing", "key encipherment", "client auth");

    /// <summary>What an etcd member's certificate needs: it is the server's, and the client's towards its peers.</summary>
    public static UsageProfile Member { get; } = new("signing", "key encipherment", "server auth", "client auth");

    /// <summary>What a certificate authority needs.</summary>
    public static UsageProfile Authority { get; } = new("cert sign", "crl sign");

    /// <summary>Whether a client may show such a certificate.</summary>
    public bool AllowsClientAuth => _extendedUsages.Any(static usage => usage.Id is Oids.ClientAuth or Oids.AnyUsage);

    /// <summary>The extensions that say so, in cfssl's order.</summary>
    /// <returns>Key usage, then extended key usage; each only when it says anything.</returns>
    public IEnumerable<(DerObjectIdentifier Id, bool IsCritical, Asn1Encodable Value)> Extensions()
    {
        if (_keyUsages != 0)
        {
            yield return (X509Extensions.KeyUsage, true, new KeyUsage(_keyUsages));
        }

        if (_extendedUsages.Count > 0)
        {
            yield return (X509Extensions.ExtendedKeyUsage, false, new ExtendedKeyUsage(_extendedUsages));
        }
    }
}

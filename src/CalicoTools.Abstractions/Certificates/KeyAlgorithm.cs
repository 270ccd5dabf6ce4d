namespace CalicoTools;

/// <summary>The key algorithms certificates can be made with.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on NIST P-256.</summary>
    ECDsaP256,

    /// <summary>ECDSA on NIST P-384.</summary>
    ECDsaP384,

    /// <summary>ECDSA on NIST P-521.</summary>
    ECDsaP521,

    /// <summary>RSA with 2048 bits.</summary>
    RSA2048,

    /// <summary>RSA with 3072 bits.</summary>
    RSA3072,

    /// <summary>RSA with 4096 bits.</summary>
    RSA4096,

    /// <summary>Ed25519.</summary>
    Ed25519,
}

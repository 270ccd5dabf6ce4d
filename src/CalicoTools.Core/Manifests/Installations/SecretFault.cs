
namespace CalicoTools.Manifests.Installations;

/// <summary>What can be wrong with a value of the Secret with the certificates for etcd.</summary>
internal enum SecretFault
{
    /// <summary>It is not base64.</summary>
    NotBase64,

    /// <summary>Its base64 is broken over lines.</summary>
    Wrapped,

    /// <summary>It is base64 of base64.</summary>
    Doubled,

    /// <summary>What it encodes is not what its key promises, nor what another key does.</summary>
    NotPem,

    /// <summary>What it encodes belongs to another key.</summary>
    Swapped,

    /// <summary>It has another PEM block beside the CA's certificates, so that etcd's client refuses it.</summary>
    ForeignBlock,

    /// <summary>It is a key that needs a password.</summary>
    KeyEncrypted,
}

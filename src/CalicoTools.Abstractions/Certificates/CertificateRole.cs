namespace CalicoTools;

/// <summary>What a certificate of a set is for.</summary>
public enum CertificateRole
{
    /// <summary>The certificate authority.</summary>
    CA,

    /// <summary>Calico's client certificate for etcd.</summary>
    Client,

    /// <summary>An etcd member's certificate, for its server and its peer connections.</summary>
    Member,
}

namespace CalicoTools.Etcd;

/// <summary>How an etcd endpoint answers.</summary>
internal enum EtcdAnswer
{
    /// <summary>It is there, is the right one, accepts the client and says that it is healthy.</summary>
    Healthy,

    /// <summary>It says that it is not healthy.</summary>
    Unhealthy,

    /// <summary>There is no connection to it, or none in time.</summary>
    Unreachable,

    /// <summary>It takes the connection and says nothing, as a process that hangs does.</summary>
    Silent,

    /// <summary>What answers does not speak TLS as it should.</summary>
    NotTls,

    /// <summary>Its certificate is of another authority.</summary>
    ServerUntrusted,

    /// <summary>Its certificate names another host.</summary>
    ServerNameMismatch,

    /// <summary>Its certificate has expired, or is not valid yet.</summary>
    ServerNotValid,

    /// <summary>It ends the connection once it has seen the client's certificate.</summary>
    ClientRefused,

    /// <summary>It was not asked, because the client's certificate cannot be used here.</summary>
    NotProbed,
}

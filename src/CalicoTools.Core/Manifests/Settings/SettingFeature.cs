namespace CalicoTools.Manifests.Settings;

/// <summary>What settings ask of a manifest; a row of <see cref="SettingSupport"/>.</summary>
internal enum SettingFeature
{
    EtcdEndpoint,
    EtcdCertificate,
    ExternalEtcdSecret,
    PodCidr,
    PodCidrIPv6,
    IPv6OverVxlan,
    IPAutodetectionMethod,
    IP6AutodetectionMethod,
    KubernetesInternalIP,
    CniKubeConfigPath,
    CniNetDirectory,
    CniBinDirectory,
    Mtu,
    Encapsulation,
    BlockSize,
    NatOutgoing,
    ImageRegistry,
    ImagePullSecret,
    KubernetesService,
    Environment,
}

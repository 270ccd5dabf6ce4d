# What this site changes in Calico's manifest, whatever the release.
@{
    EtcdEndpoint          = @('https://192.168.10.73:2379', 'https://192.168.10.74:2379', 'https://192.168.10.75:2379')
    ExternalEtcdSecret    = $true
    PodCidr               = '10.244.0.0/16'
    IPAutodetectionMethod = 'cidr=192.168.10.0/24,192.168.20.0/24'
    Encapsulation         = 'IpipCrossSubnet'
    Mtu                   = 1440
    ImageRegistry         = 'registry.example.com/mirror'
    ImagePullSecret       = 'registry-example'
    Environment           = @{ FELIX_LOGSEVERITYSCREEN = 'Warning' }
}

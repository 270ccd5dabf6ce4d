namespace CalicoTools;

/// <summary>How packets travel between nodes.</summary>
public enum Encapsulation
{
    /// <summary>As they are; the network routes pod addresses.</summary>
    None,

    /// <summary>IP in IP, always.</summary>
    Ipip,

    /// <summary>IP in IP, only between subnets.</summary>
    IpipCrossSubnet,

    /// <summary>VXLAN, always.</summary>
    Vxlan,

    /// <summary>VXLAN, only between subnets.</summary>
    VxlanCrossSubnet,
}

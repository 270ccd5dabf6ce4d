using System.Collections;

namespace CalicoTools.Binding;

/// <summary>Offers values that people often give where the engine would offer the names of files.</summary>
public sealed class ExampleCompleter : ValueCompleter
{
    private static readonly (string Value, string Meaning)[] s_validity =
        [("90d", "three months"), ("1y", "a year"), ("5y", "five years"), ("10y", "ten years")];

    private static readonly (string Value, string Meaning)[] s_ahead = [("7d", "a week"), ("30d", "a month"), ("90d", "three months")];

    private static readonly Dictionary<string, (string Value, string Meaning)[]> s_values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["PodCidr"] =
        [
            ("10.244.0.0/16", "what flannel and many clusters use"),
            ("192.168.0.0/16", "what Calico takes where nothing is given"),
            ("fd00:10:244::/56", "a private IPv6 range"),
        ],
        ["Mtu"] =
        [
            ("0", "automatic"),
            ("1480", "IPIP on Ethernet"),
            ("1450", "VXLAN on Ethernet"),
            ("1440", "WireGuard on Ethernet"),
            ("8981", "IPIP on jumbo frames of 9001 bytes"),
        ],
        ["BlockSize"] = [("26", "64 addresses, Calico's default"), ("24", "256 addresses"), ("28", "16 addresses")],
        ["ValidFor"] = s_validity,
        ["CAValidFor"] = s_validity,
        ["ExpiringWithin"] = s_ahead,
        ["NotExpiringWithin"] = s_ahead,
        ["Timeout"] = [("30s", "half a minute"), ("5m", "five minutes"), ("15m", "a quarter of an hour")],
    };

    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound) => s_values[parameter];
}

using System.Globalization;
using CalicoTools.Manifests.Installations;
using CalicoTools.Manifests.Settings;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>Rules for values at which calico-node exits at startup, so that its pods restart for ever.</summary>
internal static class NodeValueRules
{
    private const string Address4 = "IP";
    private const string WithoutPools = "NO_DEFAULT_POOLS";

    private static readonly string[] s_ranges = [AddressPools.Range4, AddressPools.Range6];
    private static readonly string[] s_blockSizes = [AddressPools.BlockSize4, AddressPools.BlockSize6];
    private static readonly string[] s_modes = ["CALICO_IPV4POOL_IPIP", "CALICO_IPV4POOL_VXLAN", "CALICO_IPV6POOL_VXLAN"];
    private static readonly ReleaseSet s_poolsThatCanBeNone = ReleaseSet.Parse("v3.29.0..");

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        OfPools(
            "PodCidrMalformed",
            "The pods' range is not an address range of its family.",
            "Set it with Set-CalicoManifest -PodCidr, such as 10.244.0.0/16 or fd00:10:244::/56.",
            s_ranges,
            static (name, text, release) => !IsRange(name, text) && !(text == "none" && CanBeNone(release))),
        OfPools(
            "PodCidrNotMasked",
            "The pods' range has bits set beyond its prefix, which calico-node drops: the pool is another range than is written here.",
            "Set the range that is meant with Set-CalicoManifest -PodCidr.",
            s_ranges,
            static (_, text, _) => AddressRange.TryParse(text) is { IsMasked: false }) with { Severity = FindingSeverity.Warning },
        OfPools(
            "PodCidrSpecial",
            "The pods' range overlaps with a range that has a special meaning, such as loopback, link-local or multicast: no pod can use it.",
            "Set a private range with Set-CalicoManifest -PodCidr, such as 10.244.0.0/16 or fd00:10:244::/56.",
            s_ranges,
            static (_, text, _) => AddressRange.TryParse(text) is { Special: not null }),
        OfPools(
            "BlockSizeInvalid",
            "The size of the pool's blocks is not a prefix length that Calico takes.",
            "Set it with Set-CalicoManifest -BlockSize, from 20 to 32; for IPv6 write a number from 116 to 128.",
            s_blockSizes,
            static (name, text, _) => !IsBlockSize(name, text)),
        OfPools(
            "EncapsulationUnknown",
            "The pool's encapsulation is unknown to calico-node.",
            "Set it with Set-CalicoManifest -Encapsulation; the words are Always, CrossSubnet and Never.",
            s_modes,
            static (_, text, _) => text.ToLowerInvariant() is not ("off" or "never" or "crosssubnet" or "cross-subnet" or "always")),
        new(
            "PodCidrWithoutPool",
            FindingSeverity.Error,
            $"A range for pods is given, but {WithoutPools} forbids to make a pool of it.",
            $"Remove one of the two, such as with Set-CalicoManifest -Environment @{{ {WithoutPools} = $null }}.",
            static installation => installation.Node is { } node && HasNoPools(node)
                ? Values(node, s_ranges).Select(value => node.Report($"{value.Name} is {value.Text}", value.Name))
                : []),
        OfNode(
            "NodeAddressInvalid",
            "The node's address is neither an address of its family nor a keyword of calico-node.",
            "Write autodetect, none, an address, or an address with its prefix length.",
            [Address4, "IP6"],
            static (name, text, _) => text is not ("autodetect" or "none") && !IsAddress(text, ipv6: name != Address4)),
        OfNode(
            "ASNumberInvalid",
            "The AS number is invalid.",
            "Write a number from 0 to 4294967295, or two numbers up to 65535 with a dot between them.",
            ["AS"],
            static (_, text, _) => !IsASNumber(text)),
    ];

    // Without networking, calico-node looks at neither.
    private static ManifestRule OfNode(
        string id, string message, string remedy, string[] variables, Func<string, string, ReleaseNumber?, bool> isWrong) =>
        Rule(id, message, remedy, variables, static node => node.Variable("CALICO_NETWORKING_BACKEND") != "none", isWrong);

    private static ManifestRule OfPools(
        string id, string message, string remedy, string[] variables, Func<string, string, ReleaseNumber?, bool> isWrong) =>
        Rule(id, message, remedy, variables, static node => !HasNoPools(node), isWrong);

    private static ManifestRule Rule(
        string id,
        string message,
        string remedy,
        string[] variables,
        Func<NodeContainer, bool> isRead,
        Func<string, string, ReleaseNumber?, bool> isWrong) =>
        new(id, FindingSeverity.Error, message, remedy, installation => installation.Node is { } node && isRead(node)
            ? from value in Values(node, variables)
              where isWrong(value.Name, value.Text, installation.Release)
              select node.Report($"{value.Name} is {value.Text}", value.Name)
            : []);

    // A variable of Kubernetes in a value is filled on the node.
    private static IEnumerable<(string Name, string Text)> Values(NodeContainer node, string[] variables) =>
        from name in variables
        let text = node.Variable(name)
        where !string.IsNullOrEmpty(text) && !text.Contains("$(", StringComparison.Ordinal)
        select (name, text);

    private static bool HasNoPools(NodeContainer node) =>
        string.Equals(node.Variable(WithoutPools), "true", StringComparison.OrdinalIgnoreCase);

    private static bool CanBeNone(ReleaseNumber? release) => release is null || s_poolsThatCanBeNone.Contains(release);

    private static bool IsRange(string name, string text) =>
        AddressRange.TryParse(text) is { } range && range.IsIPv6 == (name == AddressPools.Range6);

    private static bool IsBlockSize(string name, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) &&
        (name == AddressPools.BlockSize4 ? size is >= 20 and <= 32 : size is >= 116 and <= 128);

    private static bool IsAddress(string text, bool ipv6) =>
        (AddressRange.TryParse(text) ?? AddressRange.TryParse(text + "/0")) is { } address && address.IsIPv6 == ipv6;

    private static bool IsASNumber(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ||
        (text.Split('.') is { Length: 2 } parts &&
            parts.All(static part => ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)));
}

using System.Globalization;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The check that a pool holds at least one block, without which calico-node does not start.</summary>
internal static class PoolSize
{
    /// <summary>The variable with the prefix length of IPv4 blocks.</summary>
    public const string BlockSize4 = "CALICO_IPV4POOL_BLOCK_SIZE";

    // Range, block size, block size when unset, what to do.
    private static readonly (string Range, string Block, int Default, string Remedy)[] s_pools =
    [
        ("CALICO_IPV4POOL_CIDR", BlockSize4, 26, "Give a larger range, or -BlockSize with a longer prefix."),
        ("CALICO_IPV6POOL_CIDR", "CALICO_IPV6POOL_BLOCK_SIZE", 122, "Give a larger range."),
    ];

    /// <summary>Checks the pools of a manifest.</summary>
    /// <param name="parts">The manifest's objects.</param>
    public static void Check(ManifestParts parts)
    {
        var environment = parts.NodeEnvironment;
        foreach (var (rangeName, blockName, standard, remedy) in s_pools)
        {
            var block = int.TryParse(environment.Value(blockName), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : standard;
            if (AddressRange.TryParse(environment.Value(rangeName) ?? "") is { } range && range.PrefixLength > block)
            {
                throw SettingErrors.RangeSmallerThanBlock(range.Text, block, remedy);
            }
        }
    }
}

using System.Globalization;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>The variables of calico-node from which it makes a new cluster's address pools.</summary>
internal static class AddressPools
{
    /// <summary>The IPv4 pool's range.</summary>
    public const string Range4 = "CALICO_IPV4POOL_CIDR";

    /// <summary>The IPv6 pool's range.</summary>
    public const string Range6 = "CALICO_IPV6POOL_CIDR";

    /// <summary>The prefix length of the IPv4 pool's blocks.</summary>
    public const string BlockSize4 = "CALICO_IPV4POOL_BLOCK_SIZE";

    /// <summary>The prefix length of the IPv6 pool's blocks.</summary>
    public const string BlockSize6 = "CALICO_IPV6POOL_BLOCK_SIZE";

    // Range, block size, block size when unset, what to do.
    private static readonly (string Range, string BlockSize, int Default, string Remedy)[] s_pools =
    [
        (Range4, BlockSize4, 26, "Give a larger range, or -BlockSize with a longer prefix."),
        (Range6, BlockSize6, 122, "Give a larger range."),
    ];

    /// <summary>Makes sure that each pool holds at least one block, without which calico-node does not start.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="_">Not used: a pool holds a block or it does not.</param>
    public static void Check(ManifestParts parts, ICommandLog _)
    {
        foreach (var (_, pool, block, remedy) in SmallerThanBlock(parts.NodeEnvironment.Value))
        {
            throw SettingErrors.RangeSmallerThanBlock(pool.Text, block, remedy);
        }
    }

    /// <summary>The pools that do not hold a single block.</summary>
    /// <param name="variable">Gives the value of a variable of calico-node; null when it is not set.</param>
    /// <returns>The variable with the range, the range, the prefix length of a block, and what to do.</returns>
    public static IEnumerable<(string Name, AddressRange Range, int Block, string Remedy)> SmallerThanBlock(Func<string, string?> variable)
    {
        foreach (var (name, blockSize, standard, remedy) in s_pools)
        {
            var block = int.TryParse(variable(blockSize), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : standard;
            if (AddressRange.TryParse(variable(name) ?? "") is { } range && range.PrefixLength > block)
            {
                yield return (name, range, block, remedy);
            }
        }
    }
}

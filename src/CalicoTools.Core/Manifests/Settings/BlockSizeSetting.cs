using System.Globalization;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The size of the blocks of IPv4 addresses that nodes take from the pool.</summary>
internal sealed class BlockSizeSetting : ManifestSetting
{
    private const int Largest = 20;
    private const int Smallest = 32;

    private static readonly IReadOnlyList<SettingLimit> s_limits =
    [
        SettingLimit.OwnPools,
        SettingLimit.Only("not Canal", "flannel gives each node the range Kubernetes assigned to it", "Leave the setting out."),
    ];

    private readonly int _prefixLength;

    public BlockSizeSetting(int prefixLength)
        : base("-BlockSize") => _prefixLength = prefixLength is >= Largest and <= Smallest
            ? prefixLength
            : throw SettingErrors.BlockSizeOutOfRange(prefixLength, $"from {Largest} to {Smallest}");

    public override IReadOnlyList<SettingLimit> Limits => s_limits;

    public override IReadOnlyList<string> Variables => [AddressPools.BlockSize4];

    public override Action<ManifestParts, ICommandLog>? Check => AddressPools.Check;

    public override void Apply(ManifestParts parts, ICommandLog log) =>
        parts.NodeEnvironment.Set(AddressPools.BlockSize4, _prefixLength.ToString(CultureInfo.InvariantCulture));
}

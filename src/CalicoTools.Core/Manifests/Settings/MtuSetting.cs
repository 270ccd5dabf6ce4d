using System.Globalization;
using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The MTU of pod and tunnel interfaces.</summary>
internal sealed class MtuSetting : ManifestSetting
{
    // What every IPv4 host takes, and what the largest interfaces in use (IP over InfiniBand) carry.
    private const int Smallest = 576;
    private const int Largest = 65520;
    private const string Placeholder = "__CNI_MTU__";

    private readonly string _mtu;

    public MtuSetting(int mtu)
        : base("-Mtu") => _mtu = mtu is 0 or (>= Smallest and <= Largest)
            ? mtu.ToString(CultureInfo.InvariantCulture)
            : throw SettingErrors.MtuOutOfRange(mtu, $"from {Smallest} to {Largest}, or 0 for automatic");

    public override IReadOnlyList<string> Variables => ["FELIX_IPINIPMTU", "FELIX_VXLANMTU", "FELIX_WIREGUARDMTU"];

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static int? Read(ConfiguredParts parts) => parts.ConfigNumber(ConfigKey.Mtu);

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        var inPlugin = parts.CniPlugin.Value("mtu");
        if (inPlugin is not Placeholder)
        {
            log.Verbose($"The CNI configuration's mtu is {inPlugin ?? "missing"}, not {Placeholder}: it is set there.");
            parts.CniPlugin.Set(_mtu, "mtu");
        }

        if (inPlugin is Placeholder || parts.IsReferred(ConfigKey.Mtu))
        {
            parts.SetConfigText(ConfigKey.Mtu, _mtu);
        }
    }
}

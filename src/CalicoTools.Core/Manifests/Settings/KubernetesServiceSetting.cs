using System.Globalization;
using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>
/// The API server's own address, which the eBPF data plane needs since it takes kube-proxy's place; its host or its port.
/// </summary>
internal sealed class KubernetesServiceSetting : ManifestSetting
{
    private static readonly IReadOnlyList<SettingLimit> s_limits =
    [
        SettingLimit.Only(
            "Bpf",
            "it finds the API server by its Service, as kube-proxy provides it",
            "Use the Bpf variant; other variants read a ConfigMap kubernetes-services-endpoint, where somebody made one."),
    ];

    private readonly string _key;
    private readonly string _value;

    private KubernetesServiceSetting(string argument, string key, string value)
        : base(argument) => (_key, _value) = (key, value);

    public override IReadOnlyList<SettingLimit> Limits => s_limits;

    public override IReadOnlyList<string> Variables => [_key.ToUpperInvariant()];

    public override Action<ManifestParts, ICommandLog>? Check => CheckBoth;

    /// <summary>The setting of the host.</summary>
    /// <param name="host">A name or an address.</param>
    public static KubernetesServiceSetting Host(string host) => HostNames.IsName(host) || AddressText.TryParse(host, out _)
        ? new("-KubernetesServiceHost", ConfigKey.ServiceHost, host)
        : throw SettingErrors.ServiceHostMalformed(host);

    /// <summary>The setting of the port.</summary>
    /// <param name="port">The port.</param>
    public static KubernetesServiceSetting Port(int port) => port is > 0 and <= ushort.MaxValue
        ? new("-KubernetesServicePort", ConfigKey.ServicePort, port.ToString(CultureInfo.InvariantCulture))
        : throw SettingErrors.ServicePortOutOfRange(port);

    /// <summary>Reads the host from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static string? ReadHost(ConfiguredParts parts) => parts.Config(ConfigKey.ServiceHost);

    /// <summary>Reads the port from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static int? ReadPort(ConfiguredParts parts) => parts.ConfigNumber(ConfigKey.ServicePort);

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        _ = parts.ConfigText(_key);
        parts.SetConfigText(_key, _value);
    }

    private static void CheckBoth(ManifestParts parts, ICommandLog log)
    {
        var (host, port) = (parts.ConfigText(ConfigKey.ServiceHost), parts.ConfigText(ConfigKey.ServicePort));
        if (host.Length == 0 || port.Length == 0)
        {
            throw SettingErrors.ServiceIncomplete(host.Length == 0 ? "-KubernetesServiceHost" : "-KubernetesServicePort");
        }
    }
}

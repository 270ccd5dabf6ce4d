using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Settings;

/// <summary>Configures manifests.</summary>
public static class ManifestConfigurator
{
    /// <summary>Makes a manifest with settings. Everything is checked before anything is set, and what no setting names stays.</summary>
    /// <param name="manifest">The manifest, which does not change.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="log">Told what is decided.</param>
    /// <returns>The configured manifest.</returns>
    /// <exception cref="ManifestException">A value is none, contradicts another, or does not apply to this manifest.</exception>
    public static CalicoManifest Configure(CalicoManifest manifest, ManifestSettings settings, ICommandLog log)
    {
        var wanted = Read(settings);
        foreach (var setting in wanted)
        {
            foreach (var limit in setting.Limits)
            {
                limit.Require(setting.Argument, manifest);
            }
        }

        var document = (Manifest)manifest;
        return document.Edit(draft =>
        {
            foreach (var setting in wanted)
            {
                setting.Apply(new ManifestParts(setting.Argument, document, draft), log);
            }

            foreach (var setting in wanted.DistinctBy(static setting => setting.Check))
            {
                setting.Check?.Invoke(new ManifestParts(setting.Argument, document, draft), log);
            }
        });
    }

    // In the order in which they are set: what others depend on comes first, and -Environment, which may replace anything, last.
    private static List<ManifestSetting> Read(ManifestSettings settings)
    {
        if (settings.ExternalEtcdSecret && settings.EtcdCertificate is not null)
        {
            throw SettingErrors.SecretBothWays();
        }

        var ranges = settings.PodCidr is { } podCidr ? PodRanges.Parse(podCidr) : null;
        var method = Method(settings.IPAutodetectionMethod, "-IPAutodetectionMethod", ipv6: false);
        var method6 = Method(settings.IP6AutodetectionMethod, "-IP6AutodetectionMethod", ipv6: true);
        var wanted = new ManifestSetting?[]
        {
            settings.EtcdEndpoint is { } endpoints ? new EtcdEndpointSetting(EtcdEndpoints.Parse(endpoints)) : null,
            settings.EtcdCertificate is { } certificates ? new EtcdCertificateSetting(certificates) : null,
            settings.ExternalEtcdSecret ? new ExternalEtcdSecretSetting() : null,
            settings.Encapsulation is { } encapsulation ? new EncapsulationSetting(encapsulation) : null,
            ranges?.IPv4 is { } range ? new PodCidrSetting(range) : null,
            method is not null ? new IPAutodetectionSetting(method) : null,
            ranges?.IPv6 is not null || method6 is not null ? new DualStackSetting(ranges?.IPv6, method6) : null,
            settings.BlockSize is { } blockSize ? new BlockSizeSetting(blockSize) : null,
            settings.NatOutgoing is { } masquerade ? new NatOutgoingSetting(masquerade) : null,
            settings.Mtu is { } mtu ? new MtuSetting(mtu) : null,
            settings.CniKubeConfigPath is { } kubeConfig ? new CniKubeConfigSetting(kubeConfig) : null,
            settings.CniNetDirectory is { } netDirectory ? new CniNetDirectorySetting(netDirectory) : null,
            settings.CniBinDirectory is { } binDirectory ? new CniBinDirectorySetting(binDirectory) : null,
            settings.ImageRegistry is { } registry ? new ImageRegistrySetting(registry) : null,
            settings.ImagePullSecret is { } pullSecret ? new ImagePullSecretSetting(pullSecret) : null,
            settings.KubernetesServiceHost is { } host ? KubernetesServiceSetting.Host(host) : null,
            settings.KubernetesServicePort is { } port ? KubernetesServiceSetting.Port(port) : null,
        }.OfType<ManifestSetting>().ToList();

        if (settings.Environment is { } variables)
        {
            var environment = new EnvironmentSetting(variables);
            environment.CheckAgainst(wanted);
            wanted.Add(environment);
        }

        return wanted;
    }

    private static AutodetectionMethod? Method(IReadOnlyList<string>? values, string parameter, bool ipv6) =>
        values is null ? null : AutodetectionMethod.Parse(values, parameter, ipv6);
}

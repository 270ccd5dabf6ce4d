using CalicoTools.Calico;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Manifests.Settings.Values;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>How Calico connects to etcd: the paths of its certificates in its ConfigMap, and what the CNI configuration says of both.</summary>
internal static class EtcdTrust
{
    private const string EndpointsPlaceholder = "__ETCD_ENDPOINTS__";

    /// <summary>The variables that take the paths.</summary>
    public static readonly IReadOnlyList<string> Variables = [.. EtcdFile.All.Select(static file => file.Variable)];

    /// <summary>Sets the paths to where the containers have the Secret.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="log">Told what the CNI configuration says instead.</param>
    public static void SetPaths(ManifestParts parts, ICommandLog log)
    {
        _ = parts.ConfigText(ConfigKey.EtcdEndpoints);
        foreach (var file in EtcdFile.All)
        {
            parts.SetConfigText(file.ConfigKey, parts.EtcdFilePath(file));
        }

        if (!parts.HasCniConfiguration)
        {
            return;
        }

        var plugin = parts.CniPlugin;
        foreach (var file in EtcdFile.All)
        {
            if (plugin.Value(file.CniKey) is not { Length: > 0 } path || path == file.Placeholder)
            {
                continue;
            }

            if (parts.InstallerHas(file))
            {
                plugin.Set($"\"{file.Placeholder}\"", file.CniKey);
                log.Verbose($"The CNI configuration named {path} as {file.CniKey}; it now takes what install-cni copies from the Secret.");
            }
            else
            {
                log.Warning(
                    $"The CNI configuration names {path} on the nodes as {file.CniKey}, and install-cni does not mount the Secret: "
                    + "put the new file there on every node.");
            }
        }
    }

    /// <summary>Sets the endpoints.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="log">Told what the CNI configuration said.</param>
    public static void SetEndpoints(ManifestParts parts, EtcdEndpoints endpoints, ICommandLog log)
    {
        _ = parts.ConfigText(ConfigKey.EtcdEndpoints);
        parts.SetConfigText(ConfigKey.EtcdEndpoints, endpoints.Text);
        if (parts.HasCniConfiguration && parts.CniPlugin.Value(ConfigKey.EtcdEndpoints) is { Length: > 0 } literal && literal != EndpointsPlaceholder)
        {
            // install-cni fills the placeholder only from a variable of its own.
            parts.CniPlugin.Set($"\"{(parts.InstallerReads("ETCD_ENDPOINTS") ? EndpointsPlaceholder : endpoints.Text)}\"", ConfigKey.EtcdEndpoints);
            log.Verbose($"The CNI configuration named the endpoints {literal}; it now has the same as the ConfigMap.");
        }
    }

    /// <summary>Makes sure that there are certificates for https, and none for http; a placeholder is no endpoint yet.</summary>
    /// <param name="parts">The manifest's objects.</param>
    /// <param name="_">Not used: the two fit or they do not.</param>
    public static void Check(ManifestParts parts, ICommandLog _)
    {
        var hasCertificates = EtcdFile.All.All(file => parts.Config.Text(file.ConfigKey) is { Length: > 0 });
        if (EtcdEndpoints.TryParse(parts.ConfigText(ConfigKey.EtcdEndpoints)) is { } endpoints && endpoints.Encrypted != hasCertificates)
        {
            throw hasCertificates
                ? SettingErrors.CertificateWithoutEncryption(endpoints.Text)
                : SettingErrors.EndpointWithoutCertificate(endpoints.Text);
        }
    }
}

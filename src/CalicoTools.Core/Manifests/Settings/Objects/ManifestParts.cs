using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Documents;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings.Objects;

/// <summary>The parts of a manifest that a setting changes. One that is not there is an error, which names the setting.</summary>
/// <param name="argument">The setting's parameter.</param>
/// <param name="manifest">The manifest.</param>
/// <param name="draft">Its objects.</param>
internal sealed class ManifestParts(string argument, Manifest manifest, ManifestDraft draft)
{
    /// <summary>The data of Calico's ConfigMap.</summary>
    public JsonObject Config
    {
        get
        {
            var found = CalicoNames.ConfigMaps.Select(name => draft.Find("ConfigMap", name)).FirstOrDefault(static map => map is not null)
                ?? throw Missing("the ConfigMap calico-config");
            return found["data"] as JsonObject ?? throw Unexpected($"data of ConfigMap {found.Name()}", "a mapping");
        }
    }

    /// <summary>
    /// The Secret with the certificates for etcd; one that was left out is added again, where the nodes' pods look for it.
    /// </summary>
    public JsonObject EtcdSecret => FindEtcdSecret() ?? AddEtcdSecret();

    /// <summary>The pods that run images: of all DaemonSets and Deployments.</summary>
    public IReadOnlyList<JsonObject> Pods =>
        Workloads.ToList() is { Count: > 0 } pods
            ? pods
            : throw Missing("a DaemonSet or Deployment");

    /// <summary>The container calico-node.</summary>
    public JsonObject NodeContainer => NodePod.Container(CalicoNames.Node)!;

    /// <summary>The environment of calico-node.</summary>
    public ContainerEnvironment NodeEnvironment => new(NodeContainer);

    /// <summary>The environment of the container that installs the CNI configuration.</summary>
    public ContainerEnvironment InstallerEnvironment =>
        new(NodePod.Container(CalicoNames.InstallCni) ?? throw Missing($"the container {CalicoNames.InstallCni}"));

    /// <summary>Whether Calico's ConfigMap holds a CNI configuration.</summary>
    public bool HasCniConfiguration => Config.Text(ConfigKey.CniConfiguration) is not null;

    /// <summary>The configuration of the CNI plugin <c>calico</c>.</summary>
    public JsonText CniPlugin => new(this, ConfigKey.CniConfiguration, static (text, root) =>
        (root.Member("plugins")?.Items ?? [root]).FirstOrDefault(plugin => plugin.Member("type")?.Content(text) == "calico"));

    /// <summary>flannel's configuration; null when flannel does not run beside Calico.</summary>
    public JsonText? Flannel => NodePod.Container(CalicoNames.Flannel) is null
        ? null
        : new(this, ConfigKey.FlannelConfiguration, static (_, root) => root);

    private JsonObject NodeSet =>
        draft.OfKind("DaemonSet").FirstOrDefault(set => Pod(set).Container(CalicoNames.Node) is not null)
            ?? throw Missing("the DaemonSet calico-node");

    private JsonObject NodePod => Pod(NodeSet);

    /// <summary>Leaves the Secret with the certificates for etcd out of the manifest.</summary>
    public void RemoveEtcdSecret()
    {
        if (FindEtcdSecret() is { } secret)
        {
            draft.Remove(secret);
        }
    }

    /// <summary>
    /// Where the containers that read a file for etcd have it. All have to have it in one place, since they take the path from one key.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <returns>Its path; without any workload in the manifest, the official one.</returns>
    public string EtcdFilePath(EtcdFile file)
    {
        var readers = Workloads.SelectMany(static pod => pod.Containers().Select(container => (Pod: pod, Container: container)))
            .Where(reader => reader.Container.Variable(file.Variable) is not null).ToArray();
        var node = Workloads.Select(static pod => pod.Container(CalicoNames.Node)).FirstOrDefault(static found => found is not null);
        if (node is not null && node.Variable(file.Variable) is null)
        {
            throw Missing($"the variable {file.Variable} of the container {CalicoNames.Node}");
        }

        var paths = readers.Select(reader => MountedFile.PathOf(reader.Pod, reader.Container, EtcdFile.SecretName, file.SecretKey)
            ?? throw Missing(
                $"a mount of {file.SecretKey} of the Secret {EtcdFile.SecretName} in the container {reader.Container.Text("name")}"))
            .Distinct().ToArray();
        return paths switch
        {
            [] => file.DefaultPath,
            [var path] => path,
            _ => throw Unexpected($"the mount of the Secret {EtcdFile.SecretName}", "at the same path in all containers that read it"),
        };
    }

    /// <summary>Whether install-cni finds a file for etcd where it looks for those it copies to the node.</summary>
    /// <param name="file">The file.</param>
    /// <returns>True when it does.</returns>
    public bool InstallerHas(EtcdFile file) => Workloads.Any(pod =>
        pod.Container(CalicoNames.InstallCni) is { } installer &&
        MountedFile.At(pod, installer, $"{new ContainerEnvironment(installer).Value("TLS_ASSETS_DIR") ?? EtcdFile.DefaultFolder}/{file.SecretKey}").Key is not null);

    /// <summary>Whether install-cni has a variable.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <returns>True when it has.</returns>
    public bool InstallerReads(string variable) => Workloads.Any(pod =>
        pod.Container(CalicoNames.InstallCni) is { } installer && installer.Variable(variable) is not null);

    /// <summary>Whether a container takes a variable from a key of Calico's ConfigMap.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True when one does.</returns>
    public bool IsReferred(string key) => draft.OfKind("DaemonSet").Select(Pod).SelectMany(PodTemplate.Containers)
        .SelectMany(static container => container.Items("env"))
        .Any(variable => variable.Text("valueFrom", "configMapKeyRef", "key") == key);

    /// <summary>A text in Calico's ConfigMap.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The text.</returns>
    public string ConfigText(string key) => Config.Text(key) ?? throw Missing($"{key} in Calico's ConfigMap");

    /// <summary>Sets a text in Calico's ConfigMap.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">The text.</param>
    public void SetConfigText(string key, string value) => Config[key] = value;

    /// <summary>Sets the host's path of a volume of the nodes' pods.</summary>
    /// <param name="volume">The volume's name.</param>
    /// <param name="path">The path.</param>
    public void SetHostPath(string volume, string path)
    {
        var found = NodePod.Volume(volume) ?? throw Missing($"the volume {volume}");
        var hostPath = found["hostPath"] as JsonObject ?? throw Unexpected($"the volume {volume}", "a path on the host");
        hostPath["path"] = path;
    }

    /// <summary>The host's path of a volume of the nodes' pods.</summary>
    /// <param name="volume">The volume's name.</param>
    /// <returns>The path; null when there is none.</returns>
    public string? HostPath(string volume) => draft.OfKind("DaemonSet").Select(Pod)
        .Select(pod => pod.Volume(volume).Text("hostPath", "path"))
        .FirstOrDefault(static path => path is not null);

    /// <summary>The command of a probe of calico-node.</summary>
    /// <param name="probe">The probe's field.</param>
    /// <returns>The command; null when the probe runs none.</returns>
    public JsonArray? ProbeCommand(string probe) => NodeContainer.Find(probe, "exec", "command") as JsonArray;

    /// <summary>Refuses a manifest that is beyond a limit which follows from what else is in it.</summary>
    /// <param name="limit">The limit.</param>
    public void Require(SettingLimit limit) => limit.Require(argument, manifest);

    /// <summary>An error about a part that is not there.</summary>
    /// <param name="missing">The part.</param>
    /// <returns>The error.</returns>
    public ManifestException Missing(string missing) => SettingErrors.ObjectMissing(argument, manifest, missing);

    /// <summary>An error about a JSON text in Calico's ConfigMap.</summary>
    /// <param name="key">The text's key.</param>
    /// <param name="cause">What is wrong in it.</param>
    /// <returns>The error.</returns>
    public ManifestException Malformed(string key, LooseJsonException cause)
    {
        var document = CalicoNames.ConfigMaps.Select(name => manifest.Find("ConfigMap", name)).First(static map => map is not null)!;
        return SettingErrors.ConfigurationMalformed(document.PositionOf("data", key), key, cause);
    }

    private IEnumerable<JsonObject> Workloads => draft.OfKind("DaemonSet").Concat(draft.OfKind("Deployment")).Select(Pod);

    private JsonObject? FindEtcdSecret() => draft.Find("Secret", EtcdFile.SecretName);

    private JsonObject AddEtcdSecret()
    {
        var metadata = new JsonObject { ["name"] = EtcdFile.SecretName };
        if (NodeSet.Text("metadata", "namespace") is { } space)
        {
            metadata["namespace"] = space;
        }

        var secret = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["type"] = "Opaque", ["metadata"] = metadata };
        draft.Add(secret);
        return secret;
    }

    private JsonObject Pod(JsonObject workload) => PodTemplate.Pod(workload)
        ?? throw Unexpected($"spec.template.spec of {workload.Text("kind")} {workload.Name()}", "a pod");

    private ManifestException Unexpected(string where, string expected) =>
        SettingErrors.ObjectUnexpected(argument, manifest, where, expected);
}

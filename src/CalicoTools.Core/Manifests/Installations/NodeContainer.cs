using CalicoTools.Calico;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Installations;

/// <summary>The container calico-node.</summary>
/// <param name="installation">What it is a part of.</param>
/// <param name="set">Its DaemonSet.</param>
internal sealed class NodeContainer(Installation installation, InspectedObject set)
{
    private static readonly string[] s_path = ["spec", "template", "spec", "containers", CalicoNames.Node];
    private static readonly string[] s_probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    /// <summary>Whether the DaemonSet has it.</summary>
    public bool Exists => set.Find(s_path) is not null;

    /// <summary>Whether it makes an address pool where there is none.</summary>
    public bool MakesDefaultPool =>
        Variable("CALICO_NETWORKING_BACKEND") != "none" &&
        Variable("USE_POD_CIDR") != "true" &&
        Variable("NO_DEFAULT_POOLS") != "true" &&
        Variable("IP") != "none";

    /// <summary>The arguments of its probes' commands.</summary>
    public IEnumerable<(string Argument, Evidence Seen)> ProbeArguments =>
        from probe in s_probes
        let path = (string[])[.. s_path, probe, "exec", "command"]
        from argument in set.FindTexts(path)
        select (argument, set.Report($"{probe} {argument}", path));

    /// <summary>The value of an environment variable, its own or that of the ConfigMap it names.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>The value; null when there is none, or none that can be told.</returns>
    public string? Variable(string name)
    {
        string[] path = [.. s_path, "env", name];
        string[] reference = [.. path, "valueFrom", "configMapKeyRef"];
        return set.FindText([.. path, "value"])
            ?? (set.FindText([.. reference, "name"]) is { } map && set.FindText([.. reference, "key"]) is { } key
                ? installation.Find("ConfigMap", map)?.FindText("data", key)
                : null);
    }

    /// <summary>Whether an environment variable is there.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>True when it is, whatever its value comes from.</returns>
    public bool Has(string name) => set.Find([.. s_path, "env", name]) is not null;

    /// <summary>Whether an environment variable takes its value from elsewhere.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>True when it does.</returns>
    public bool HasReference(string name) => set.Find([.. s_path, "env", name, "valueFrom"]) is not null;

    /// <summary>Whether a file can be there for it: in one of the folders that are mounted.</summary>
    /// <param name="path">The file's path.</param>
    /// <returns>True when it can.</returns>
    public bool Mounts(string path) => set.Find([.. s_path, "volumeMounts"]).Items()
        .Select(static mount => mount.Text("mountPath"))
        .OfType<string>()
        .Any(folder => path.StartsWith($"{folder.TrimEnd('/')}/", StringComparison.Ordinal) || path == folder);

    /// <summary>Reports something about the release it is of.</summary>
    /// <param name="what">What was seen.</param>
    /// <returns>The evidence.</returns>
    public Evidence ReportImage(string what) => set.Report(what, [.. s_path, "image"]);

    /// <summary>Whether its pod has a volume.</summary>
    /// <param name="name">The volume's name.</param>
    /// <returns>True when it has.</returns>
    public bool HasVolume(string name) => set.Pod.Volume(name) is not null;

    /// <summary>Reports something seen in a volume of its pod.</summary>
    /// <param name="what">What was seen.</param>
    /// <param name="name">The volume's name.</param>
    /// <returns>The evidence.</returns>
    public Evidence ReportVolume(string what, string name) => set.Report(what, "spec", "template", "spec", "volumes", name);

    /// <summary>Reports something seen in the environment.</summary>
    /// <param name="what">What was seen.</param>
    /// <param name="name">The variable; where it is not there, the environment is the place.</param>
    /// <returns>The evidence.</returns>
    public Evidence Report(string what, string name) => set.Report(what, [.. s_path, "env", name, "value"]);
}

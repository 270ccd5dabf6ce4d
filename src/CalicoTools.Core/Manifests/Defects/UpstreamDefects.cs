using System.Text.Json.Nodes;
using CalicoTools.Calico;
using CalicoTools.Manifests.Comparison;
using CalicoTools.Manifests.Documents;
using CalicoTools.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Defects;

/// <summary>The known defects of manifests as upstream publishes them.</summary>
internal static class UpstreamDefects
{
    private const string Repair = "Mend it with Set-CalicoManifest -Repair, or New-CalicoManifest -Repair";
    private const string CalicoGroup = "crd.projectcalico.org";
    private const string Controllers = CalicoNames.KubeControllers;
    private const string Node = CalicoNames.Node;
    private const string SecurityVolume = "sys-kernel-security";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UpstreamDefect> All { get; } =
    [
        Grant(
            "UpstreamTierCreation",
            "v3.29.0",
            CalicoDatastore.Kubernetes,
            "calico-node may not create the tiers it needs, so it does not start on a new cluster (projectcalico/calico#9444).",
            "v3.29.1",
            Node,
            new(CalicoGroup, ["tiers"], ["create"])),
        Grant(
            "UpstreamControllersConfiguration",
            "v3.14.0..v3.28.2, v3.29.0..v3.29.1",
            CalicoDatastore.Kubernetes,
            "kube-controllers may not list its own configuration (projectcalico/calico#10073).",
            "v3.28.3 and v3.29.2",
            Controllers,
            new(CalicoGroup, ["kubecontrollersconfigurations"], ["list"])),
        Grant(
            "UpstreamServices",
            "v3.30.0..v3.30.2",
            CalicoDatastore.Etcd,
            "kube-controllers may not read services, which its load balancer controller needs (projectcalico/calico#10762).",
            "v3.30.3",
            Controllers,
            new("", ["services", "services/status"], ["get", "list", "update", "watch"])),
        Grant(
            "UpstreamTokenRequest",
            "v3.23.2",
            CalicoDatastore.Etcd,
            "calico-node may not ask for the CNI plugin's token, which it does from this release on (projectcalico/calico#6378).",
            "v3.23.3",
            Node,
            new("", ["serviceaccounts/token"], ["create"]) { Names = [Node] }),
        new(
            new(
                "UpstreamDurationPattern",
                FindingSeverity.Warning,
                "The pattern of durations in FelixConfiguration has a backslash too many: the API refuses durations with a fraction, "
                    + "such as 1.5s. "
                    + "No issue of upstream's about it is known.",
                $"{Repair}; or write whole units, such as 1500ms.",
                static installation => installation.OfKind("CustomResourceDefinition")
                    .Where(static definition => DurationPatterns.CountIn(definition.Find("spec")) > 0)
                    .Select(static definition => definition.Report($"{DurationPatterns.CountIn(definition.Find("spec"))} pattern(s)", "spec")))
            {
                Releases = ReleaseSet.Parse("v3.27.0.."),
            },
            static draft =>
            {
                foreach (var definition in draft.OfKind("CustomResourceDefinition"))
                {
                    DurationPatterns.Mend(definition["spec"]);
                }
            }),
        new(
            new(
                "UpstreamSecurityFileSystem",
                FindingSeverity.Warning,
                "calico-node mounts /sys/kernel/security, without which it does not start on kernels that lack it "
                    + "(projectcalico/calico#13681).",
                $"{Repair}, which takes volume and mount out: Felix then takes the kernel to be not locked down.",
                static installation => installation.Node is { } node && node.HasVolume(SecurityVolume)
                    ? [node.ReportVolume($"the volume {SecurityVolume}", SecurityVolume)]
                    : [])
            {
                Releases = ReleaseSet.Parse("v3.31.7"),
            },
            RemoveSecurityVolume),
        new(
            new(
                "UpstreamImageTag",
                FindingSeverity.Information,
                "This may be the manifest of v3.24.6: upstream's names the images of v3.24.5, and the two cannot be told apart "
                    + "(projectcalico/calico#7667).",
                "If you mean v3.24.6, make it with New-CalicoManifest -Version v3.24.6 -Repair, which names its own images.",
                static installation => installation.Node is { } node ? [node.ReportImage("images of v3.24.5")] : [])
            {
                Releases = ReleaseSet.Parse("v3.24.5"),
            },
            Mend: null),
    ];

    private static UpstreamDefect Grant(
        string id, string releases, CalicoDatastore datastore, string message, string mendedIn, string role, RoleGrant grant) => new(
        new(
            id,
            FindingSeverity.Warning,
            message,
            $"{Repair}; or use Calico {mendedIn} or later.",
            installation => installation.Node is not null && (installation.EtcdConfig is not null) == (datastore == CalicoDatastore.Etcd) &&
                installation.Find("ClusterRole", role) is { } found && !grant.IsIn(found.Find("rules") as JsonArray ?? [])
                    ? [found.Report($"not granted: {grant}", "rules")]
                    : [])
        {
            Releases = ReleaseSet.Parse(releases),
        },
        draft => (draft.Find("ClusterRole", role)?["rules"] as JsonArray)?.Add(grant.ToRule()));

    private static void RemoveSecurityVolume(ManifestDraft draft)
    {
        foreach (var pod in draft.OfKind("DaemonSet")
            .Select(static set => set.Pod()).OfType<JsonObject>())
        {
            Remove(pod["volumes"]);
            foreach (var container in pod.Items("containers"))
            {
                Remove(container["volumeMounts"]);
            }
        }
    }

    private static void Remove(JsonNode? named) =>
        (named as JsonArray)?.RemoveAll(static item => item.Text("name") == SecurityVolume);

    // What a role is to allow.
    private sealed record RoleGrant(string ApiGroup, string[] Resources, string[] Verbs)
    {
        public string[] Names { get; init; } = [];

        public bool IsIn(JsonArray rules)
        {
            var wanted = RoleGrants.Of([ToRule()]);
            var granted = RoleGrants.Of(rules).ToDictionary(static grant => grant.Resource, static grant => grant.Verbs.Split(", "));
            return wanted.All(grant => granted.TryGetValue(grant.Resource, out var verbs) && grant.Verbs.Split(", ").All(verbs.Contains));
        }

        public JsonObject ToRule()
        {
            var rule = new JsonObject { ["apiGroups"] = Texts([ApiGroup]), ["resources"] = Texts(Resources) };
            if (Names.Length > 0)
            {
                rule["resourceNames"] = Texts(Names);
            }

            rule["verbs"] = Texts(Verbs);
            return rule;
        }

        public override string ToString() =>
            string.Join("; ", RoleGrants.Of([ToRule()]).Select(static grant => $"{grant.Verbs} {grant.Resource}"));

        private static JsonArray Texts(string[] texts) => [.. texts.Select(static text => JsonValue.Create(text))];
    }
}

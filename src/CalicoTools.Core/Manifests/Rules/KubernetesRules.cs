using CalicoTools.Manifests.Installations;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Rules;

/// <summary>The rules of manifests and the version of Kubernetes going together.</summary>
internal static class KubernetesRules
{
    // Kinds of an API version, the first version of Kubernetes that has it, the first that has it no more, and what to write then.
    private static readonly IReadOnlyList<ServedApi> s_apis =
    [
        new("policy/v1beta1", "PodDisruptionBudget", null, "1.25", "policy/v1"),
        new("policy/v1", "PodDisruptionBudget", "1.21", null, "policy/v1beta1"),
        new("policy/v1beta1", "PodSecurityPolicy", null, "1.25", "nothing: it is gone"),
        new("extensions/v1beta1", "DaemonSet", null, "1.16", "apps/v1"),
        new("extensions/v1beta1", "Deployment", null, "1.16", "apps/v1"),
        new("apps/v1beta1", "Deployment", null, "1.16", "apps/v1"),
        new("apps/v1beta2", "DaemonSet", null, "1.16", "apps/v1"),
        new("apps/v1beta2", "Deployment", null, "1.16", "apps/v1"),
        new("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", null, "1.22", "apiextensions.k8s.io/v1"),
        new("apiextensions.k8s.io/v1", "CustomResourceDefinition", "1.16", null, "apiextensions.k8s.io/v1beta1"),
        .. Policies("ValidatingAdmissionPolicy", beta: "1.28", stable: "1.30"),
        .. Policies("MutatingAdmissionPolicy", beta: "1.34", stable: "1.36"),
        new("rbac.authorization.k8s.io/v1beta1", "ClusterRole", null, "1.22", "rbac.authorization.k8s.io/v1"),
        new("rbac.authorization.k8s.io/v1beta1", "ClusterRoleBinding", null, "1.22", "rbac.authorization.k8s.io/v1"),
    ];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "KubernetesVersionUnfit",
            FindingSeverity.Error,
            "This release of Calico does not work on this version of Kubernetes.",
            "Use another release: Get-CalicoRelease -KubernetesVersion lists what fits, and New-CalicoManifest makes it.",
            static installation => Fit(installation, KubernetesFit.Refused)),
        new(
            "KubernetesVersionUntested",
            FindingSeverity.Warning,
            "This release of Calico is not tested with this version of Kubernetes.",
            "Get-CalicoRelease -KubernetesVersion lists what fits better.",
            static installation => Fit(installation, KubernetesFit.Untested)),
        new(
            "ApiVersionRemoved",
            FindingSeverity.Error,
            "This version of Kubernetes does not know this API version any more.",
            "Write the one named, or use a later release of Calico.",
            static installation =>
                Apis(installation, static (api, version) => api.Until is { } until && version >= KubernetesVersion.Parse(until))),
        new(
            "ApiVersionTooNew",
            FindingSeverity.Error,
            "This version of Kubernetes does not know this API version yet.",
            "Use an earlier release of Calico, or a later version of Kubernetes.",
            static installation =>
                Apis(installation, static (api, version) => api.From is { } from && version < KubernetesVersion.Parse(from))),
        new(
            "ApiVersionDeprecated",
            FindingSeverity.Information,
            "Later versions of Kubernetes do not know this API version any more.",
            "Tell the version of Kubernetes with -KubernetesVersion to have it judged.",
            static installation => installation.TargetEnvironment.Kubernetes is null
                ? Apis(installation).Where(static item => item.Api.Until is not null)
                    .Select(static item =>
                        item.Object.Report($"{item.Api.Version}, until Kubernetes {item.Api.Until} without it", "apiVersion"))
                : []),
    ];

    // The policies and what binds them came together.
    private static IEnumerable<ServedApi> Policies(string kind, string beta, string stable) =>
        from name in new[] { kind, $"{kind}Binding" }
        from api in new ServedApi[]
        {
            new("admissionregistration.k8s.io/v1beta1", name, beta, null, "nothing: it has no such policies"),
            new("admissionregistration.k8s.io/v1", name, stable, null, "admissionregistration.k8s.io/v1beta1, if at all"),
        }
        select api;

    private static IEnumerable<Evidence> Fit(Installation installation, KubernetesFit wanted) =>
        installation is { Node: { } node, Release: { } release, TargetEnvironment.Kubernetes: { } version } &&
        KubernetesFits.Of(release, version) is var fit && fit.Fit == wanted
            ? [node.ReportImage(fit.Reason)]
            : [];

    private static IEnumerable<Evidence> Apis(Installation installation, Func<ServedApi, KubernetesVersion, bool> isWrong) =>
        installation.TargetEnvironment.Kubernetes is { } version
            ? Apis(installation).Where(item => isWrong(item.Api, version))
                .Select(item =>
                    item.Object.Report($"{item.Api.Version} on Kubernetes {version}; there it is {item.Api.Instead}", "apiVersion"))
            : [];

    private static IEnumerable<(InspectedObject Object, ServedApi Api)> Apis(Installation installation) =>
        from item in installation.Objects
        from api in s_apis
        where item.Resource.ApiVersion == api.Version && item.Resource.Kind == api.Kind
        select (item, api);

    private sealed record ServedApi(string Version, string Kind, string? From, string? Until, string Instead);
}

using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;

namespace CalicoTools.Cluster.Checks;

/// <summary>Whether the user may do something.</summary>
/// <param name="Verb">What, such as <c>patch</c>.</param>
/// <param name="Group">The API group; empty for the core's.</param>
/// <param name="Resource">The resource, such as <c>daemonsets</c>.</param>
/// <param name="Namespace">The namespace; null for what has none.</param>
internal sealed record AccessQuestion(string Verb, string Group, string Resource, string? Namespace)
{
    private static readonly string[] s_verbs = ["get", "create", "patch"];

    /// <summary>Whether the user may do everything.</summary>
    public static AccessQuestion Everything { get; } = new("*", "*", "*", null);

    /// <summary>What has to be allowed so that objects can be applied.</summary>
    /// <param name="objects">The objects.</param>
    /// <returns>The questions, each once.</returns>
    public static IEnumerable<AccessQuestion> ToApply(IEnumerable<KubernetesResource> objects) => objects
        .Select(static item => (Kind: ApiResource.Find(item.ApiVersion, item.Kind), item.Namespace))
        .Where(static item => item.Kind is not null)
        .SelectMany(static item => s_verbs, static (item, verb) => new AccessQuestion(
            verb,
            item.Kind!.ApiVersion.Contains('/', StringComparison.Ordinal) ? item.Kind.ApiVersion.Split('/')[0] : "",
            item.Kind.Plural,
            item.Kind.IsNamespaced ? item.Namespace ?? "default" : null))
        .Distinct();

    /// <summary>The question as the API server is asked it.</summary>
    /// <returns>A SelfSubjectAccessReview.</returns>
    public JsonObject ToReview() => new()
    {
        ["apiVersion"] = "authorization.k8s.io/v1",
        ["kind"] = "SelfSubjectAccessReview",
        ["spec"] = new JsonObject
        {
            ["resourceAttributes"] = new JsonObject
            {
                ["verb"] = Verb,
                ["group"] = Group,
                ["resource"] = Resource,
                ["namespace"] = Namespace,
            },
        },
    };

    /// <summary>The resource as kubectl names it.</summary>
    /// <returns>Such as <c>daemonsets.apps in kube-system</c>.</returns>
    public string Target() =>
        $"{Resource}{(Group.Length == 0 ? "" : $".{Group}")}{(Namespace is null ? "" : $" in {Namespace}")}";
}

using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Comparison;

/// <summary>
/// The rules of a role as what they grant together: verbs by resource. Where rules are cut, and in which order they stand, says nothing.
/// </summary>
internal static class RoleGrants
{
    /// <summary>Reads the rules of a role.</summary>
    /// <param name="rules">The rules.</param>
    /// <returns>The verbs by resource, the resource written as kubectl does: <c>tiers.crd.projectcalico.org</c>.</returns>
    public static IEnumerable<(string Resource, string Verbs)> Of(JsonArray rules) =>
        from rule in rules.OfType<JsonObject>()
        from resource in Resources(rule)
        from verb in Texts(rule, "verbs")
        group verb by resource into grant
        select (grant.Key, string.Join(", ", grant.Distinct().Order(StringComparer.Ordinal)));

    private static IEnumerable<string> Resources(JsonObject rule) => Texts(rule, "nonResourceURLs").Concat(
        from resource in Texts(rule, "resources")
        from api in Texts(rule, "apiGroups").DefaultIfEmpty("")
        from name in Texts(rule, "resourceNames").Select(static name => $" {name}").DefaultIfEmpty("")
        select Qualified(resource, api) + name);

    private static string Qualified(string resource, string api)
    {
        var slash = resource.IndexOf('/');
        return api.Length == 0 ? resource : slash < 0 ? $"{resource}.{api}" : $"{resource[..slash]}.{api}{resource[slash..]}";
    }

    private static IEnumerable<string> Texts(JsonObject rule, string field) =>
        (rule[field] as JsonArray ?? []).Select(static item => item.Text()).OfType<string>();
}

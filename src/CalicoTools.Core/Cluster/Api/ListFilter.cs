namespace CalicoTools.Cluster.Api;

/// <summary>Which objects of a list are wanted.</summary>
/// <param name="Labels">A label selector, such as <c>k8s-app=calico-node</c>; null for all.</param>
/// <param name="Fields">A field selector, such as <c>spec.nodeName=n1</c>; null for all.</param>
internal sealed record ListFilter(string? Labels = null, string? Fields = null)
{
    /// <summary>The filter as parameters of a request.</summary>
    /// <returns>Parameters joined by <c>&amp;</c>; empty for none.</returns>
    public string ToQuery() => string.Join('&', new[] { Part("labelSelector", Labels), Part("fieldSelector", Fields) }.OfType<string>());

    private static string? Part(string name, string? value) => value is null ? null : $"{name}={Uri.EscapeDataString(value)}";
}

using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;

namespace CalicoTools.Cluster.Apply;

/// <summary>An object as a manifest wants it, ready to be applied.</summary>
/// <param name="resource">Its identity.</param>
/// <param name="json">The object, without what only a server writes and without nulls.</param>
/// <param name="path">Where it is, or will be.</param>
/// <param name="phase">When it is written.</param>
internal sealed class DesiredObject(KubernetesResource resource, JsonObject json, ApiPath path, ApplyPhase phase)
{
    /// <summary>Its identity.</summary>
    public KubernetesResource Resource { get; } = resource;

    /// <summary>The object, without what only a server writes and without nulls.</summary>
    public JsonObject Json { get; } = json;

    /// <summary>Where it is, or will be.</summary>
    public ApiPath Path { get; } = path;

    /// <summary>When it is written.</summary>
    public ApplyPhase Phase { get; } = phase;

    /// <summary>The kinds it defines, in every version that is to be served; none unless it is a definition.</summary>
    public IReadOnlyList<ApiResource> Defines { get; init; } = [];

    /// <summary>Whether its namespace or its kind comes with it, so that the server cannot judge it before that is there.</summary>
    public bool MayBeAhead { get; init; }
}

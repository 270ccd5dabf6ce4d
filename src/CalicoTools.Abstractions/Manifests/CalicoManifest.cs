namespace CalicoTools;

/// <summary>
/// Kubernetes objects as YAML text with its comments: an official manifest, a built-in one, or a single Secret. Immutable: a cmdlet
/// that configures one returns another. No property holds its content, which may hold a key.
/// </summary>
public abstract class CalicoManifest
{
    /// <summary>Allows the engine's implementation only to derive.</summary>
    protected CalicoManifest()
    {
    }

    /// <summary>Where it comes from: a file's path, or <c>built-in</c>.</summary>
    public abstract string Source { get; }

    /// <summary>The Calico release its images name, such as <c>v3.21.2</c>; null when it names none.</summary>
    public abstract string? Version { get; }

    /// <summary>The datastore it is written for; null when it holds no Calico node.</summary>
    public abstract CalicoDatastore? Datastore { get; }

    /// <summary>The variant it is written in; null when it holds no Calico node.</summary>
    public abstract CalicoVariant? Variant { get; }

    /// <summary>The objects in it, in order.</summary>
    public abstract ValueList<KubernetesResource> Resources { get; }

    /// <summary>Whether it holds a Secret with data, and so must be kept as one.</summary>
    public abstract bool HasSecretData { get; }

    /// <summary>The YAML text, comments and all. May hold a key: mind where it goes.</summary>
    /// <returns>A multi-document YAML text.</returns>
    public abstract string ToYaml();

    /// <summary>The identity: of the object when it holds one, otherwise what it is.</summary>
    /// <returns>Such as <c>Secret kube-system/calico-etcd-secrets</c> or <c>Calico v3.21.2 (Etcd), 11 objects</c>.</returns>
    public sealed override string ToString() => Resources switch
    {
        [var only] => only.ToString(),
        _ when Version is null => $"{Resources.Count} objects",
        _ => $"Calico {Version} ({Datastore}{(Variant is null or CalicoVariant.Default ? "" : $", {Variant}")}), {Resources.Count} objects",
    };
}

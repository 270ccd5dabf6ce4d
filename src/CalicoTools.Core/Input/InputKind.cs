namespace CalicoTools.Input;

/// <summary>What is read, and how much of it at most. All limits stand here.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Limit">The most bytes it may have.</param>
internal sealed record InputKind(string Name, int Limit)
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    /// <summary>A manifest, read from a file or downloaded: fifty times what the largest official one has.</summary>
    public static InputKind Manifest { get; } = new("a manifest", 16 * MiB);

    /// <summary>Certificates or a key, as PEM or as a value of the etcd Secret: ten times what a system's bundle of all CAs has.</summary>
    public static InputKind Certificates { get; } = new("certificates or a key", 4 * MiB);

    /// <summary>A JSON file of cfssl.</summary>
    public static InputKind Cfssl { get; } = new("a cfssl file", 1 * MiB);

    /// <summary>A kubeconfig: room for thousands of clusters with their CAs.</summary>
    public static InputKind KubeConfig { get; } = new("a kubeconfig", 16 * MiB);

    /// <summary>A token: more than servers accept in a request's header.</summary>
    public static InputKind Token { get; } = new("a token", 128 * KiB);

    /// <summary>The record of a folder's transaction: a line for each file of a set.</summary>
    public static InputKind Record { get; } = new("a record of CalicoTools", 1 * MiB);

    /// <summary>The limit as people write it.</summary>
    public string LimitText => Limit >= MiB ? $"{Limit / MiB} MiB" : $"{Limit / KiB} KiB";
}

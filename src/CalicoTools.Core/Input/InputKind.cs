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

    /// <summary>An answer of an API server: three times what a list of 5,000 nodes has.</summary>
    public static InputKind ApiAnswer { get; } = new("an answer of an API server", 256 * MiB);

    /// <summary>What an API server says when it refuses something.</summary>
    public static InputKind ApiRefusal { get; } = new("an API server's refusal", 1 * MiB);

    /// <summary>One change that an API server reports of a watched object: ten times what etcd stores of one.</summary>
    public static InputKind WatchLine { get; } = new("a change of a watched object", 16 * MiB);

    /// <summary>What a credential plugin writes: a token or a certificate with its key.</summary>
    public static InputKind PluginAnswer { get; } = new("a credential plugin's answer", 1 * MiB);

    /// <summary>What etcd says of its health, which is one line.</summary>
    public static InputKind EtcdHealth { get; } = new("etcd's health", 64 * KiB);

    /// <summary>The limit as people write it.</summary>
    public string LimitText => Limit >= MiB ? $"{Limit / MiB} MiB" : $"{Limit / KiB} KiB";
}

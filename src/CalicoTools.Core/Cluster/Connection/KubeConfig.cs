using CalicoTools.Input;
using k8s.KubeConfigModels;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace CalicoTools.Cluster.Connection;

/// <summary>
/// Kubeconfigs, read as one as kubectl does: of what several have, the first counts; paths are relative to the file they are in.
/// </summary>
/// <remarks>
/// Only the package's models and token files are used. Its merge makes paths relative to the wrong file, its exec plugins get their
/// arguments joined, and <c>KubernetesYaml</c> looks at each of its 2,000 types first. Requests are sent without it as well:
/// <c>new k8s.Kubernetes</c> costs 400 ms before the first byte and its typed models 270 ms more, as much as a whole run of kubectl.
/// </remarks>
internal sealed class KubeConfig
{
    private static readonly Lazy<IDeserializer> s_deserializer = new(static () => new DeserializerBuilder()
        .IgnoreUnmatchedProperties()
        .WithDuplicateKeyChecking()
        .WithTypeMapping<k8s.KubeConfigModels.ClusterEndpoint, ClusterEntry>()
        .WithTypeMapping<UserCredentials, UserEntry>()
        .WithTypeMapping<ExternalExecution, PluginEntry>()
        .WithAttributeOverride(typeof(UserCredentials), nameof(UserCredentials.ImpersonateUserExtra), new YamlIgnoreAttribute())
        .Build());

    private readonly IReadOnlyList<K8SConfiguration> _files;

    private KubeConfig(IReadOnlyList<K8SConfiguration> files) => _files = files;

    /// <summary>The current context; null when none is chosen.</summary>
    public string? CurrentContext =>
        _files.Select(static file => file.CurrentContext).FirstOrDefault(static name => !string.IsNullOrEmpty(name));

    /// <summary>The contexts' names, in order.</summary>
    public IReadOnlyList<string> Contexts => [.. All(static file => file.Contexts).Select(static item => item.Name ?? "").Distinct()];

    /// <summary>Reads files.</summary>
    /// <param name="paths">Their paths.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The kubeconfig.</returns>
    /// <exception cref="CalicoToolsException">One cannot be read.</exception>
    public static KubeConfig Read(IEnumerable<string> paths, CancellationToken cancellation) =>
        new([.. paths.Select(path => ReadFile(path, cancellation))]);

    /// <summary>Finds a context.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>It; null when there is none.</returns>
    public ContextDetails? Context(string name) =>
        All(static file => file.Contexts).FirstOrDefault(item => item.Name == name) is { } found ? found.ContextDetails ?? new() : null;

    /// <summary>Finds a cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>It, its paths absolute; null when there is none.</returns>
    public ClusterEntry? Cluster(string name) =>
        All(static file => file.Clusters).FirstOrDefault(item => item.Name == name) is { } found
            ? (ClusterEntry?)found.ClusterEndpoint ?? new()
            : null;

    /// <summary>Finds a user.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>It, its paths absolute; null when there is none.</returns>
    public UserEntry? User(string name) =>
        All(static file => file.Users).FirstOrDefault(item => item.Name == name) is { } found
            ? (UserEntry?)found.UserCredentials ?? new()
            : null;

    private IEnumerable<T> All<T>(Func<K8SConfiguration, IEnumerable<T>?> list)
        where T : class => _files.SelectMany(file => list(file) ?? []).OfType<T>();

    private static K8SConfiguration ReadFile(string path, CancellationToken cancellation)
    {
        try
        {
            var config = Parse(path, InputFile.ReadText(path, InputKind.KubeConfig, cancellation));
            foreach (var cluster in (config.Clusters ?? []).Select(static item => item?.ClusterEndpoint).OfType<ClusterEntry>())
            {
                cluster.ResolvePaths(Path.GetDirectoryName(path)!);
            }

            foreach (var user in (config.Users ?? []).Select(static item => item?.UserCredentials).OfType<UserEntry>())
            {
                user.ResolvePaths(Path.GetDirectoryName(path)!);
            }

            return config;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubeConfigErrors.Unreadable(path, error);
        }
    }

    private static K8SConfiguration Parse(string path, string text)
    {
        var scanner = new Scanner(new StringReader(text));
        var parser = new MergingParser(new Parser(scanner));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return new K8SConfiguration();
            }

            parser.Consume<DocumentStart>();
            var config = parser.Accept<MappingStart>(out _) ? s_deserializer.Value.Deserialize<K8SConfiguration>(parser) : null;
            return config is not null && parser.TryConsume<DocumentEnd>(out _) && parser.Accept<StreamEnd>(out _)
                ? config
                : throw KubeConfigErrors.Malformed(path, "it is not one YAML mapping.");
        }
        catch (YamlException error)
        {
            throw KubeConfigErrors.Malformed(path, error);
        }
        catch (KeyNotFoundException error)
        {
            throw KubeConfigErrors.Malformed(path, scanner.CurrentPosition, "an alias names an anchor that does not exist", error);
        }
        catch (InvalidOperationException error)
        {
            // The parser's own word for text at which it is lost.
            throw KubeConfigErrors.Malformed(path, scanner.CurrentPosition, "the indentation or a bracket is wrong", error);
        }
    }
}

using CalicoTools.Manifests.Settings.Values;

namespace CalicoTools.Manifests.Installations;

/// <summary>What manifests are meant for, as far as it is known.</summary>
public sealed class TargetEnvironment
{
    /// <summary>The time at which certificates are to be valid.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The version of Kubernetes; null when it is not known.</summary>
    public KubernetesVersion? Kubernetes { get; init; }

    /// <summary>The address ranges of services.</summary>
    internal IReadOnlyList<AddressRange> ServiceRanges { get; private init; } = [];

    /// <summary>The address ranges of nodes.</summary>
    internal IReadOnlyList<AddressRange> NodeRanges { get; private init; } = [];

    /// <summary>Describes a cluster.</summary>
    /// <param name="now">The time at which certificates are to be valid.</param>
    /// <param name="kubernetes">The version of Kubernetes; null when it is not known.</param>
    /// <param name="serviceRanges">The address ranges of services, as typed; one value may hold several, separated by commas.</param>
    /// <param name="nodeRanges">The addresses or address ranges of nodes, likewise.</param>
    /// <returns>The environment.</returns>
    /// <exception cref="ManifestException">A text is no version of Kubernetes, or no address range.</exception>
    public static TargetEnvironment Of(
        DateTimeOffset now, string? kubernetes, IReadOnlyList<string> serviceRanges, IReadOnlyList<string> nodeRanges) => new()
        {
            Now = now,
            Kubernetes = kubernetes is null ? null : KubernetesVersion.Parse(kubernetes),
            ServiceRanges = [.. serviceRanges.SelectMany(static text => Ranges(text, "-ServiceCidr"))],
            NodeRanges = [.. nodeRanges.SelectMany(static text => Ranges(text, "-NodeCidr"))],
        };

    /// <summary>Describes a cluster of which only the ranges of services are known.</summary>
    /// <param name="now">The time at which certificates are to be valid.</param>
    /// <param name="serviceRanges">The address ranges of services.</param>
    /// <returns>The environment.</returns>
    internal static TargetEnvironment Of(DateTimeOffset now, IReadOnlyList<AddressRange> serviceRanges) =>
        new() { Now = now, ServiceRanges = serviceRanges };

    private static IEnumerable<AddressRange> Ranges(string text, string parameter) =>
        text.Split(',', StringSplitOptions.TrimEntries).Select(part =>
            AddressRange.TryParse(part)
            ?? AddressRange.TryParse($"{part}/{(part.Contains(':') ? 128 : 32)}")
            ?? throw new ManifestException(
                "AddressRangeMalformed",
                ErrorKind.InvalidArgument,
                $"{parameter}: '{part}' is not an address range.",
                "Write an address and its prefix length, such as 10.96.0.0/12 or fd00:10:96::/112.",
                part));
}

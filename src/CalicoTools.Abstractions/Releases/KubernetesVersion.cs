using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CalicoTools;

/// <summary>A minor version of Kubernetes, such as <c>1.20</c>: what Calico's releases are tested with.</summary>
/// <param name="Major">The first part.</param>
/// <param name="Minor">The second part.</param>
public sealed record KubernetesVersion(int Major, int Minor) : IComparable<KubernetesVersion>
{
    // As a number, 1.20 is 1.2: what is below is far more often a number that lost its zero than a cluster of 2016.
    private const int FirstMinor = 10;

    /// <summary>Reads a version as people and API servers write it.</summary>
    /// <param name="text">Such as <c>1.20</c>, <c>v1.20.8</c>, <c>v1.27.3+k3s1</c> or, as some API servers say, <c>1.27+</c>.</param>
    /// <param name="version">The version read; patch and build are left out.</param>
    /// <returns>Whether the text is a version of Kubernetes.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out KubernetesVersion? version)
    {
        version = null;
        var parts = (text ?? "").Trim().TrimStart('v', 'V').Split('+', '-')[0].Split('.');
        if (parts.Length is not (2 or 3) || !parts.All(IsNumber))
        {
            return false;
        }

        version = new KubernetesVersion(Number(parts[0]), Number(parts[1]));
        return version.Major == 1 && version.Minor >= FirstMinor;
    }

    /// <summary>Reads a version.</summary>
    /// <param name="text">The version as it was given.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ManifestException">The text is no version of Kubernetes.</exception>
    public static KubernetesVersion Parse(string text) => TryParse(text, out var version) ? version : throw Malformed(text);

    /// <inheritdoc/>
    public int CompareTo(KubernetesVersion? other) => other is null ? 1 : (Major, Minor).CompareTo((other.Major, other.Minor));

    /// <summary>Whether one version is below another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is below.</returns>
    public static bool operator <(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) < 0;

    /// <summary>Whether one version is above another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is above.</returns>
    public static bool operator >(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) > 0;

    /// <summary>Whether one version is not above another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is not above.</returns>
    public static bool operator <=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one version is not below another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is not below.</returns>
    public static bool operator >=(KubernetesVersion left, KubernetesVersion right) => left.CompareTo(right) >= 0;

    /// <summary>The usual form.</summary>
    /// <returns>Such as <c>1.20</c>.</returns>
    public override string ToString() => $"{Major}.{Minor}";

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static ManifestException Malformed(string text) => new(
        "KubernetesVersionMalformed",
        ErrorKind.InvalidArgument,
        $"'{text}' is no version of Kubernetes that Calico could run on.",
        "Write it as the API server tells it, such as 1.28 or v1.28.4; in a table of settings in quotes, since the number 1.20 is 1.2.",
        text);
}

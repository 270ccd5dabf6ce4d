using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CalicoTools.Releases;

/// <summary>A Calico release's number, such as <c>v3.21.2</c>; ordered as versions are, not by date.</summary>
/// <param name="Major">The first part.</param>
/// <param name="Minor">The second part.</param>
/// <param name="Patch">The third part.</param>
public sealed record ReleaseNumber(int Major, int Minor, int Patch) : IComparable<ReleaseNumber>
{
    /// <summary>Reads a release number, with or without its leading <c>v</c>.</summary>
    /// <param name="text">The text, such as <c>v3.21.2</c>.</param>
    /// <param name="number">The number read.</param>
    /// <returns>Whether the text is a release number.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ReleaseNumber? number)
    {
        number = null;
        var parts = (text ?? "").TrimStart('v', 'V').Split('.');
        if (parts.Length != 3
            || !TryPart(parts[0], out var major)
            || !TryPart(parts[1], out var minor)
            || !TryPart(parts[2], out var patch))
        {
            return false;
        }

        number = new ReleaseNumber(major, minor, patch);
        return true;
    }

    /// <summary>Reads a release number that is known to be one.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text is not a release number.</exception>
    public static ReleaseNumber Parse(string text) =>
        TryParse(text, out var number) ? number : throw new FormatException($"'{text}' is not a Calico release number.");

    /// <summary>Whether another release differs in its patch only.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when both are of the same minor release.</returns>
    public bool IsSameMinor(ReleaseNumber other) => (Major, Minor) == (other.Major, other.Minor);

    /// <inheritdoc/>
    public int CompareTo(ReleaseNumber? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    /// <summary>Whether one release's number is below another's.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is below.</returns>
    public static bool operator <(ReleaseNumber left, ReleaseNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether one release's number is above another's.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is above.</returns>
    public static bool operator >(ReleaseNumber left, ReleaseNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether one release's number is not above another's.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is not above.</returns>
    public static bool operator <=(ReleaseNumber left, ReleaseNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one release's number is not below another's.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when it is not below.</returns>
    public static bool operator >=(ReleaseNumber left, ReleaseNumber right) => left.CompareTo(right) >= 0;

    /// <summary>The form tags and images have.</summary>
    /// <returns>Such as <c>v3.21.2</c>.</returns>
    public override string ToString() => $"v{Major}.{Minor}.{Patch}";

    private static bool TryPart(string text, out int part) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out part);
}

using System.Management.Automation;
using System.Text.RegularExpressions;

namespace CalicoTools.Binding;

/// <summary>Lets a duration be typed as people write it, quoted or not: <c>5y</c>, <c>365d</c>, <c>8760h</c>, <c>90m</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed partial class DurationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The longest that a cmdlet waits for something, in days.</summary>
    public const int LongestWait = 30;

    /// <summary>The longest that is allowed, in days; 0 for as long as there are dates.</summary>
    public int MaximumDays { get; init; }

    /// <summary>Reads the duration from the argument's text as it was typed.</summary>
    /// <param name="engineIntrinsics">Not used.</param>
    /// <param name="inputData">The argument.</param>
    /// <returns>A <see cref="TimeSpan"/> greater than zero.</returns>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        // PowerShell reads an unquoted 5y as a number; only the PSObject around it still knows what was typed.
        var text = inputData?.ToString();
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if ((value is TimeSpan duration || DurationText.TryParse(text, out duration))
            && duration > TimeSpan.Zero && (MaximumDays == 0 || duration <= TimeSpan.FromDays(MaximumDays)))
        {
            return duration;
        }

        var isOutOfRange = value is TimeSpan || Written().IsMatch(text ?? "");
        throw new ArgumentTransformationMetadataException(isOutOfRange
            ? $"The duration '{text}' is out of range: give one greater than zero and at most {(MaximumDays == 0 ? "a few thousand years, such as 365d" : $"{MaximumDays}d, such as 10m")}."
            : $"'{text}' is not a duration. Write a number with its unit, such as 365d, 8760h, 5y or 90m; in a hashtable, quoted.");
    }

    [GeneratedRegex(@"^\s*-?([0-9]+(\.[0-9]+)?[ydhms])+\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}

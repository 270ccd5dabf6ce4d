using System.Globalization;

namespace CalicoTools;

/// <summary>
/// Durations as people write them: <c>5y</c>, <c>365d</c>, <c>8760h</c>, <c>90m</c>, <c>30s</c>, or several together, <c>1h30m</c>.
/// </summary>
public static class DurationText
{
    private const double HoursPerYear = 365 * 24;

    /// <summary>Reads a duration. A year is 365 days; a bare number, zero and anything negative is no duration.</summary>
    /// <param name="text">The text, in either case, without blanks between number and unit.</param>
    /// <param name="duration">The duration, greater than zero.</param>
    /// <returns>Whether the text is a duration.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        var hours = 0.0;
        while (!rest.IsEmpty)
        {
            var unitAt = rest.IndexOfAnyExceptInRange('.', '9');
            if (unitAt < 1
                || !double.TryParse(rest[..unitAt], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            if (HoursIn(rest[unitAt]) is not { } unit)
            {
                return false;
            }

            hours += number * unit;
            rest = rest[(unitAt + 1)..];
        }

        if (hours <= 0 || hours > TimeSpan.MaxValue.TotalHours / 2)
        {
            return false;
        }

        duration = TimeSpan.FromHours(hours);
        return duration > TimeSpan.Zero;
    }

    private static double? HoursIn(char unit) => char.ToLowerInvariant(unit) switch
    {
        'y' => HoursPerYear,
        'd' => 24,
        'h' => 1,
        'm' => 1 / 60.0,
        's' => 1 / 3600.0,
        _ => null,
    };
}

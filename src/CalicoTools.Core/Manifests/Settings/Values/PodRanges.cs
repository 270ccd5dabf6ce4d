namespace CalicoTools.Manifests.Settings.Values;

/// <summary>The pods' address ranges, one per family at most.</summary>
/// <param name="IPv4">The IPv4 range.</param>
/// <param name="IPv6">The IPv6 range.</param>
internal sealed record PodRanges(AddressRange? IPv4, AddressRange? IPv6)
{
    /// <summary>Reads ranges.</summary>
    /// <param name="values">Ranges; one value may hold several, separated by commas.</param>
    /// <returns>The ranges.</returns>
    public static PodRanges Parse(IReadOnlyList<string> values)
    {
        var ranges = values.DefaultIfEmpty("")
            .SelectMany(static value => value.Split(',', StringSplitOptions.TrimEntries))
            .Select(Single)
            .ToList();
        var repeated = ranges.GroupBy(static range => range.IsIPv6).FirstOrDefault(static family => family.Count() > 1);
        return repeated is null
            ? new PodRanges(ranges.Find(static range => !range.IsIPv6), ranges.Find(static range => range.IsIPv6))
            : throw SettingErrors.FamilyRepeated(repeated.First().Text, repeated.Last().Text);
    }

    private static AddressRange Single(string text)
    {
        var range = AddressRange.TryParse(text) ?? throw SettingErrors.RangeMalformed(text);
        return range.Special is { } special ? throw SettingErrors.RangeSpecial(text, special)
            : range.IsMasked ? range
            : throw SettingErrors.RangeNotMasked(text, range.Masked);
    }
}

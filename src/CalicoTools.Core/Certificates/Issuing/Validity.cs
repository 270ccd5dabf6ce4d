namespace CalicoTools.Certificates.Issuing;

/// <summary>From when to when a certificate is valid.</summary>
/// <param name="NotBefore">The start.</param>
/// <param name="NotAfter">The end.</param>
internal sealed record Validity(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>How long before now validity starts, so that clocks may differ a little.</summary>
    public static readonly TimeSpan UsualBackdate = TimeSpan.FromMinutes(5);

    // What every reader of certificates understands.
    private static readonly DateTimeOffset s_begin = new(1950, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_end = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>The validity of a certificate issued now: its length counts from its backdated start.</summary>
    /// <param name="now">The time; cut to the nearest minute.</param>
    /// <param name="length">How long it is valid.</param>
    /// <param name="backdate">How long before now it starts.</param>
    /// <returns>The validity.</returns>
    /// <exception cref="CertificateException">It would end before now, or reach beyond the years 1950 to 9999.</exception>
    public static Validity From(DateTimeOffset now, TimeSpan length, TimeSpan backdate)
    {
        var issued = Rounded(now);
        if (backdate > issued - s_begin || length > s_end - (issued - backdate))
        {
            throw IssuingErrors.ValidityTooLong(length);
        }

        var validity = new Validity(issued - backdate, issued - backdate + length);
        return length > backdate && validity.NotAfter > now ? validity : throw IssuingErrors.BornExpired(length, backdate);
    }

    private static DateTimeOffset Rounded(DateTimeOffset time)
    {
        var half = time.UtcDateTime.AddSeconds(30);
        return new DateTimeOffset(half.Ticks - (half.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }
}

namespace CalicoTools.Certificates.Issuing;

/// <summary>From when to when a certificate is valid.</summary>
/// <param name="NotBefore">The start.</param>
/// <param name="NotAfter">The end.</param>
internal sealed record Validity(DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>How long before now validity starts, so that clocks may differ a little.</summary>
    public static readonly TimeSpan UsualBackdate = TimeSpan.FromMinutes(5);

    // The last moment an X.509 certificate can name.
    private static readonly DateTimeOffset s_end = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    /// <summary>The validity of a certificate issued now: its length counts from its backdated start.</summary>
    /// <param name="now">The time; cut to the nearest minute.</param>
    /// <param name="length">How long it is valid.</param>
    /// <param name="backdate">How long before now it starts.</param>
    /// <returns>The validity.</returns>
    /// <exception cref="CertificateException">It would end before now, or after the year 9999.</exception>
    public static Validity From(DateTimeOffset now, TimeSpan length, TimeSpan backdate)
    {
        var start = Rounded(now) - backdate;
        if (length > s_end - start)
        {
            throw IssuingErrors.ValidityTooLong(length);
        }

        var validity = new Validity(start, new DateTimeOffset((start + length).UtcDateTime));
        return length > backdate && validity.NotAfter > now ? validity : throw IssuingErrors.BornExpired(length, backdate);
    }

    private static DateTimeOffset Rounded(DateTimeOffset time)
    {
        var half = time.UtcDateTime.AddSeconds(30);
        return new DateTimeOffset(half.Ticks - (half.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
    }
}

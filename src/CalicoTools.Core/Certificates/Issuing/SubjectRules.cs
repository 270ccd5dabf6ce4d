using System.Globalization;

namespace CalicoTools.Certificates.Issuing;

/// <summary>Refuses subjects that other programs refuse or show as something else: X.520's upper bounds, and characters.</summary>
internal static class SubjectRules
{
    private const int LongestLocality = 128;

    /// <summary>Checks a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <exception cref="CertificateException">One of its attributes is invalid.</exception>
    public static void Check(DistinguishedName subject)
    {
        if (Fault(subject.CommonName, DistinguishedName.LongestCommonName) is { } commonNameFault)
        {
            throw IssuingErrors.CommonNameInvalid(subject.CommonName, commonNameFault);
        }

        Check("organization (O)", subject.Organizations, DistinguishedName.LongestCommonName, IssuingErrors.OrganizationInvalid);
        Check("organizational unit (OU)", subject.Units, DistinguishedName.LongestCommonName);
        Check("locality (L)", subject.Localities, LongestLocality);
        Check("state (ST)", subject.States, LongestLocality);
        Check("serial number", subject.SerialNumber is { } number ? [number] : [], DistinguishedName.LongestCommonName);
        Check("country (C)", subject.Countries, 2);
        if (subject.Countries.FirstOrDefault(static country => country.Length != 2 || !country.All(char.IsAsciiLetter)) is { } other)
        {
            throw IssuingErrors.AttributeInvalid("country (C)", other, "is not a code of two letters");
        }
    }

    private static void Check(
        string attribute, IReadOnlyList<string> values, int longest, Func<string, string, CertificateException>? error = null)
    {
        // All values of an attribute are one set, and a set with equal elements is malformed.
        var twice = values.GroupBy(static value => value, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(static group => group.Count() > 1)?.Key;
        if ((values.FirstOrDefault(value => Fault(value, longest) is not null) ?? twice) is { } value)
        {
            var fault = Fault(value, longest) ?? "is given twice";
            throw error?.Invoke(value, fault) ?? IssuingErrors.AttributeInvalid(attribute, value, fault);
        }
    }

    private static string? Fault(string value, int longest) =>
        string.IsNullOrWhiteSpace(value) ? "is empty"
        : value.EnumerateRunes().Count() > longest ? string.Create(CultureInfo.InvariantCulture, $"is longer than {longest} characters")
        : HasLoneSurrogate(value) ? "is not valid Unicode"
        : IsChangedWhenShown(value) ? "contains control characters"
        : null;

    private static bool HasLoneSurrogate(string value) => Enumerable.Range(0, value.Length).Any(
        index => char.IsHighSurrogate(value[index]) ? index + 1 == value.Length || !char.IsLowSurrogate(value[index + 1])
            : char.IsLowSurrogate(value[index]) && (index == 0 || !char.IsHighSurrogate(value[index - 1])));

    // Among what would be replaced are the marks that turn the direction of text, so that a name would be shown as another.
    private static bool IsChangedWhenShown(string value) => value.AsSpan().ContainsAny('\n', '\t') || DisplayText.Plain(value) != value;
}

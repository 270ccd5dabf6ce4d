using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CalicoTools;

/// <summary>
/// The one way out for text that may come from elsewhere: files, servers, plug-ins. Everything that is shown (errors, findings, verbose
/// messages, warnings, progress) passes through here: secrets are masked, control characters replaced, overlong text is cut.
/// </summary>
internal static partial class DisplayText
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string NotShown = "(not shown)";

    /// <summary>The most characters that are shown of one text from elsewhere, such as a server's message.</summary>
    public const int LongestExcerpt = 1_000;

    // A whole message quotes several texts; no message of the module itself comes near this.
    private const int LongestMessage = 20_000;

    // Masking looks at a bounded text, however long the original is.
    private const int Examined = 4 * LongestMessage;

    /// <summary>A message as it may be shown.</summary>
    /// <param name="message">The message, with whatever it quotes.</param>
    /// <returns>The message without secrets and control characters; line breaks and tabs stay.</returns>
    public static string Of(string message) => Cut(Plain(Masked(message)), LongestMessage);

    /// <summary>A text from elsewhere, to be quoted in a message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>At most its first <see cref="LongestExcerpt"/> characters, as they may be shown.</returns>
    public static string Excerpt(string text) => Cut(Plain(Masked(Passwords(Bounded(text)))).Trim(), LongestExcerpt);

    /// <summary>The last part of a text from elsewhere, such as what a program wrote before it failed.</summary>
    /// <param name="text">The text.</param>
    /// <returns>At most its last <see cref="LongestExcerpt"/> characters, as they may be shown.</returns>
    public static string LastExcerpt(string text)
    {
        var bounded = text.Length > Examined ? text[^Examined..] : text;
        var shown = Plain(Masked(Passwords(bounded))).Trim();
        return shown.Length > LongestExcerpt ? $"…{shown[^LongestExcerpt..]}" : shown;
    }

    /// <summary>A text without secrets, otherwise as it is.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text; <see cref="NotShown"/> stands for each user name and password in a URL, token, PEM block and encoded key.</returns>
    public static string Masked(string text)
    {
        var bounded = Bounded(text);
        if (bounded.Contains("BEGIN", StringComparison.Ordinal))
        {
            bounded = PemBlock().Replace(bounded, static block => HoldsData(block.ValueSpan) ? $"(PEM {NotShown[1..]}" : block.Value);
        }

        if (bounded.Contains('@'))
        {
            bounded = UserInfo().Replace(bounded, $"{NotShown}@");
        }

        return Token().Replace(Encoded().Replace(bounded, NotShown), NotShown);
    }

    // Only in text from elsewhere: the module's own messages name fields such as "tokenFile: …" on purpose.
    private static string Passwords(string text) => Password().Replace(text, static found => $"{found.Groups["name"]}{NotShown}");

    private static string Bounded(string text) => text.Length > Examined ? $"{Sliced(text, Examined)}…" : text;

    private static string Cut(string text, int most) => text.Length > most ? $"{Sliced(text, most)}…" : text;

    private static string Sliced(string text, int length) => text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    // A message may name the line that is expected, such as -----BEGIN CERTIFICATE-----, without any data behind it.
    private static bool HoldsData(ReadOnlySpan<char> block) => Data().IsMatch(block["-----BEGIN".Length..]);

    /// <summary>A name or value as it may be shown on a terminal.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with U+FFFD in place of control characters and of marks that reorder or hide text; line breaks and tabs stay.</returns>
    public static string Plain(string text)
    {
        var isPlain = true;
        for (var index = 0; index < text.Length && isPlain; index++)
        {
            isPlain = text[index] is '\n' or '\t' or (>= ' ' and <= '~');
        }

        if (isPlain)
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            plain.Append(IsShown(rune) ? rune.ToString() : "\uFFFD");
        }

        return plain.ToString();
    }

    // Category Cf holds the marks that reorder a line (U+202E and its like) and invisible ones; zero-width joiners belong to scripts.
    private static bool IsShown(Rune rune) => rune.Value is '\n' or '\t' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Surrogate);

    [GeneratedRegex(@"-----BEGIN.*?(-----END[^\n]{0,64}?-----|\z)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex PemBlock();

    [GeneratedRegex(@"[A-Za-z0-9+/=]{24}", RegexOptions.CultureInvariant)]
    private static partial Regex Data();

    // Before the @ of a URL (https://NAME:PASSWORD@HOST), and of an image without a scheme; NAME:TAG@sha256:… is a digest.
    [GeneratedRegex(
        """(?<=://)[^\s/?#'"<>]*(?=@)@|(?<![^\s'"(=,])[^\s/@:'"(=,]+:[^\s/@'"]+@(?!sha256:|sha512:)(?=[\w\[])""", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    // The base64 of "-----BEGIN" but for that of a certificate's, and any long run that has what only encoded data has: capitals, small letters and digits, hardly a slash.
    [GeneratedRegex(
        @"LS0tLS1CRUdJTi(?!BDRVJUSUZJ)[A-Za-z0-9+/=]*|(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[0-9])(?=[A-Za-z0-9+/]*[A-Za-z0-9+]{40})[A-Za-z0-9+/]{60,}={0,2}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Encoded();

    [GeneratedRegex(
        @"\beyJ[A-Za-z0-9_-]{8,}(\.[A-Za-z0-9_-]*)+|(?<=\b(Bearer|Basic)\s+)[A-Za-z0-9._~+/-]{8,}=*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(
        """(?<name>(password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*[:=]\s*["']?)[^\s"',;&]{4,}""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Password();
}

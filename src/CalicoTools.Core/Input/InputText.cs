using System.Text;

namespace CalicoTools.Input;

/// <summary>Decodes text: UTF-8 with or without byte order mark, and UTF-16 with one, as Windows PowerShell writes it.</summary>
internal static class InputText
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16 = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16Reversed = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    /// <summary>Finds out how a text is encoded.</summary>
    /// <param name="bytes">The text.</param>
    /// <returns>The encoding, which throws at invalid bytes, and how many bytes the byte order mark has.</returns>
    public static (Encoding Encoding, int MarkLength) EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (s_utf8, 3),
        [0xFF, 0xFE, ..] => (s_utf16, 2),
        [0xFE, 0xFF, ..] => (s_utf16Reversed, 2),
        _ => (s_utf8, 0),
    };

    /// <summary>Decodes a text.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="path">Where it comes from, for errors.</param>
    /// <returns>The text without byte order mark.</returns>
    /// <exception cref="PathException">It is in no encoding that is read.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        var (encoding, markLength) = EncodingOf(bytes);
        try
        {
            return encoding.GetString(bytes[markLength..]);
        }
        catch (DecoderFallbackException error)
        {
            throw InputErrors.NotText(path, LineOf(error, bytes), error);
        }
    }

    /// <summary>Makes UTF-8 of UTF-16, and takes a byte order mark away.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="path">Where it comes from, for errors.</param>
    /// <returns>The same array where nothing had to be changed.</returns>
    /// <exception cref="PathException">It has UTF-16's byte order mark and is not UTF-16.</exception>
    public static byte[] ToUtf8(byte[] bytes, string path)
    {
        var (encoding, markLength) = EncodingOf(bytes);
        if (encoding == s_utf8)
        {
            return markLength == 0 ? bytes : bytes[markLength..];
        }

        try
        {
            return Encoding.Convert(encoding, s_utf8, bytes, markLength, bytes.Length - markLength);
        }
        catch (DecoderFallbackException error)
        {
            throw InputErrors.NotText(path, LineOf(error, bytes), error);
        }
    }

    /// <summary>The line of the first byte that could not be decoded.</summary>
    /// <param name="error">The refusal.</param>
    /// <param name="bytes">The text.</param>
    /// <returns>The line, from 1.</returns>
    public static int LineOf(DecoderFallbackException error, ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Clamp(error.Index, 0, bytes.Length)].Count((byte)'\n') + 1;
}

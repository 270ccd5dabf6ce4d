using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CalicoTools.Certificates.Pem;

/// <summary>Splits a PEM text, line by line. What stands outside its blocks is explanation, as RFC 7468 allows.</summary>
internal sealed class PemSplitter(string source, byte[] bytes)
{
    private static readonly SearchValues<byte> s_base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    private static readonly byte[][] s_byteOrderMarks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]];

    private int _position;
    private int _line;

    /// <summary>Splits the text.</summary>
    /// <returns>Its blocks, in order.</returns>
    public List<PemBlock> Split()
    {
        if (s_byteOrderMarks.Any(mark => bytes.AsSpan().StartsWith(mark)))
        {
            throw PemErrors.Malformed(source, 1, "the text starts with a byte order mark, which etcd does not read over; save it without");
        }

        var blocks = new List<PemBlock>();
        while (TryReadLine(out var start, out var line))
        {
            if (LacksLineBreaks(line))
            {
                throw PemErrors.NoLineBreaks(source, _line);
            }

            if (Label(line, "-----BEGIN "u8) is { } label)
            {
                blocks.Add(ReadBlock(label, start));
            }
            else if (line.TrimStart(" \t"u8).StartsWith("-----"u8))
            {
                throw PemErrors.Malformed(source, _line, "this line is neither a block's BEGIN nor explanation");
            }
        }

        return blocks;
    }

    // A marker line that goes on behind its marker: the newlines were removed, or replaced by blanks, CR alone or a literal \n.
    private static bool LacksLineBreaks(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t\"'"u8);
        if (!line.StartsWith("-----BEGIN "u8) && !line.StartsWith("-----END "u8))
        {
            return false;
        }

        line = line[5..];
        var end = line.IndexOf("-----"u8);
        return end >= 0 && end + 5 < line.Length;
    }

    private static string? Label(ReadOnlySpan<byte> line, ReadOnlySpan<byte> opening) =>
        line.StartsWith(opening) && line.EndsWith("-----"u8) && line.Length > opening.Length + 5
            ? Encoding.Latin1.GetString(line[opening.Length..^5])
            : null;

    private static (string Name, string Value)? Header(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon < 1 ? null : (Encoding.Latin1.GetString(line[..colon]), Encoding.Latin1.GetString(line[(colon + 1)..]).Trim());
    }

    private PemBlock ReadBlock(string label, int start)
    {
        var begin = _line;
        var body = _position;
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (TryReadLine(out var lineStart, out var line))
        {
            if (LacksLineBreaks(line))
            {
                throw PemErrors.NoLineBreaks(source, _line);
            }

            if (Label(line, "-----END "u8) is { } end)
            {
                return end == label
                    ? new PemBlock(label, begin, bytes.AsMemory(start, _position - start), headers, Decode(bytes.AsSpan(body..lineStart)))
                    : throw PemErrors.Malformed(source, _line, $"END {PemLabel.Display(end)} closes BEGIN {PemLabel.Display(label)} of line {begin}");
            }

            if (body == lineStart && Header(line) is { } header)
            {
                headers[header.Name] = header.Value;
                body = _position;
            }
            else if (line.ContainsAnyExcept(s_base64))
            {
                throw PemErrors.Malformed(source, _line, "this line is not base64");
            }
        }

        throw PemErrors.Malformed(source, begin, $"the {PemLabel.Display(label)} that begins here does not end");
    }

    private byte[] Decode(ReadOnlySpan<byte> body)
    {
        // The decoder passes over the white space between the lines itself.
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(body.Length)];
        if (Base64.DecodeFromUtf8(body, decoded, out _, out var written) != OperationStatus.Done || written == 0)
        {
            throw PemErrors.Malformed(source, _line, "the base64 that ends here is empty or cut");
        }

        var content = decoded.AsSpan(0, written).ToArray();
        CryptographicOperations.ZeroMemory(decoded);
        return content;
    }

    private bool TryReadLine(out int start, out ReadOnlySpan<byte> line)
    {
        start = _position;
        line = bytes.AsSpan(start);
        if (line.IsEmpty)
        {
            return false;
        }

        var newline = line.IndexOf((byte)'\n');
        _position = newline < 0 ? bytes.Length : start + newline + 1;
        _line++;
        line = line[..(_position - start)].TrimEnd(" \t\r\n"u8);
        return true;
    }
}

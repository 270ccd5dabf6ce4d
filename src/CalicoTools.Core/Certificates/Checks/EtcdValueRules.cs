using System.Buffers;
using System.Security.Cryptography;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Pem;

namespace CalicoTools.Certificates.Checks;

/// <summary>Whether the files etcd-ca, etcd-cert and etcd-key hold the set's PEM files: in base64, once, on one line.</summary>
internal static class EtcdValueRules
{
    public const string OutOfStep = "EtcdValueOutOfStep";
    public const string Swapped = "EtcdValueSwapped";
    public const string Doubled = "EtcdValueDoubled";
    public const string NotBase64 = "EtcdValueNotBase64";

    private const string WriteAgain =
        "If the PEM files are right, delete etcd-ca, etcd-cert and etcd-key and write them again: "
        + "Get-CalicoCerts … | Export-CalicoCerts -Path … -Force.";

    private static readonly string[] s_names = [FileNames.EtcdCa, FileNames.EtcdCert, FileNames.EtcdKey];
    private static readonly SearchValues<byte> s_blanks = SearchValues.Create(" \t\r\n"u8);

    /// <summary>Checks the files.</summary>
    /// <param name="set">The set they stand for.</param>
    /// <param name="values">What they hold, by name.</param>
    /// <returns>What was found.</returns>
    public static IEnumerable<Finding> Check(UncheckedSet set, IReadOnlyDictionary<string, byte[]> values)
    {
        foreach (var name in values.Count > 0 ? s_names : [])
        {
            var path = Path.Combine(set.Path!, name);
            if (values.TryGetValue(name, out var value))
            {
                if (Wrapping(path, value) is { } wrapping)
                {
                    yield return wrapping;
                }

                if (Content(set, path, name, value) is { } content)
                {
                    yield return content;
                }
            }
            else
            {
                yield return new(
                    "EtcdValueMissing",
                    FindingSeverity.Warning,
                    path,
                    "One of the three values for the Secret is not here.",
                    name,
                    WriteAgain);
            }
        }
    }

    private static Finding? Wrapping(string path, byte[] value)
    {
        var inner = value.AsSpan().TrimEnd(" \t\r\n"u8);
        if (inner.ContainsAny(s_blanks))
        {
            return new(
                "EtcdValueWrapped",
                FindingSeverity.Warning,
                path,
                "The value is broken into lines; pasted into a Secret unquoted, it is invalid.",
                "It has several lines, as base64 without -w 0 writes them.",
                WriteAgain);
        }

        return inner.Length == value.Length ? null : new(
            "EtcdValueEndsInNewline",
            FindingSeverity.Warning,
            path,
            "The value ends in a newline, which is easily pasted along.",
            "It has base64 and a newline.",
            WriteAgain);
    }

    private static Finding? Content(UncheckedSet set, string path, string name, byte[] value)
    {
        if (EncodedPem.Decode(value) is not { Length: > 0 } decoded)
        {
            return new(
                NotBase64,
                FindingSeverity.Error,
                path,
                "The value is not base64.",
                value.AsSpan().StartsWith("-----BEGIN"u8) ? "It is the PEM text itself." : "It has other characters than base64's.",
                WriteAgain);
        }

        try
        {
            if (Expected(set, name) is not { } expected || IsSame(name, decoded, expected))
            {
                return null;
            }

            if (EncodedPem.IsIn(decoded))
            {
                return new(
                    Doubled, FindingSeverity.Error, path, "The value is in base64 twice.", "Decoded once, it is base64 again.", WriteAgain);
            }

            var belongsTo = s_names.FirstOrDefault(
                other => other != name && Expected(set, other) is { } others && IsSame(other, decoded, others));
            return belongsTo is null
                ? new(
                    OutOfStep,
                    FindingSeverity.Error,
                    path,
                    $"The value does not stand for {PemFile(name)}: one of the two is of another set.",
                    $"{name} differs from {PemFile(name)}.",
                    WriteAgain)
                : new(
                    Swapped,
                    FindingSeverity.Error,
                    path,
                    $"The value is the one of {belongsTo}.",
                    $"{name} and {belongsTo} are swapped.",
                    WriteAgain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(decoded);
        }
    }

    private static ReadOnlyMemory<byte>? Expected(UncheckedSet set, string name) => name switch
    {
        FileNames.EtcdCa => set.CA?.FileBytes,
        FileNames.EtcdCert => set.Client?.FileBytes,
        _ => set.Keys.GetValueOrDefault(FileNames.ClientName)?.Pem(),
    };

    private static string PemFile(string name) => name switch
    {
        FileNames.EtcdCa => FileNames.CA,
        FileNames.EtcdCert => FileNames.Client,
        _ => FileNames.ClientKey,
    };

    // The same in other words is the same: other newlines, explanation around the blocks, another form of the key.
    private static bool IsSame(string name, ReadOnlySpan<byte> actual, ReadOnlyMemory<byte> expected)
    {
        if (actual.SequenceEqual(expected.Span))
        {
            return true;
        }

        try
        {
            using var left = PemText.Parse(name, actual);
            using var right = PemText.Parse(name, expected.Span);
            return name == FileNames.EtcdKey
                ? IsSameKey(left, right)
                : PemReader.Certificates(left).SequenceEqual(PemReader.Certificates(right));
        }
        catch (CertificateException)
        {
            return false;
        }
    }

    private static bool IsSameKey(PemText left, PemText right)
    {
        using var one = PemReader.Key(left, password: null);
        using var other = PemReader.Key(right, password: null);
        return one.PublicKey.Equals(other.PublicKey);
    }
}

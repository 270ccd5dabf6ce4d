using System.Buffers;
using System.Text;
using CalicoTools.Files;

namespace CalicoTools.Manifests.Documents;

/// <summary>Puts manifests together and writes them, for the shell.</summary>
public static class ManifestWriter
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Makes one text of several manifests. The text of a single one stays as it is.</summary>
    /// <param name="manifests">The manifests, in order.</param>
    /// <returns>A multi-document YAML text; empty when there is no manifest.</returns>
    public static string ToYaml(IReadOnlyCollection<CalicoManifest> manifests) => string.Concat(Pieces(manifests));

    /// <summary>Tells, without writing, what would keep <see cref="Write"/> from it.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="overwrite">Whether an existing file would be replaced.</param>
    /// <exception cref="PathException">A folder is there, or a file that must not be overwritten.</exception>
    public static void EnsureWritable(string path, bool overwrite) => AtomicFile.EnsureWritable(path, overwrite);

    /// <summary>
    /// Writes manifests as one file, whole or not at all; when they hold a Secret's data, readable by the current user only.
    /// </summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="manifests">The manifests, in order.</param>
    /// <param name="overwrite">Whether an existing file is replaced; if not, it is an error.</param>
    /// <exception cref="PathException">The file exists and must not be overwritten, or the operating system refuses.</exception>
    public static void Write(string path, IReadOnlyCollection<CalicoManifest> manifests, bool overwrite)
    {
        var secrecy = manifests.Any(static manifest => manifest.HasSecretData) ? FileSecrecy.Private : FileSecrecy.Public;
        string[] pieces = [.. Pieces(manifests)];
        var content = ArrayPool<byte>.Shared.Rent(pieces.Sum(s_utf8.GetByteCount));
        try
        {
            var length = 0;
            foreach (var piece in pieces)
            {
                length += s_utf8.GetBytes(piece, content.AsSpan(length));
            }

            AtomicFile.Write(path, content.AsMemory(0, length), secrecy, overwrite);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content, clearArray: secrecy == FileSecrecy.Private);
        }
    }

    private static IEnumerable<string> Pieces(IEnumerable<CalicoManifest> manifests)
    {
        string? last = null;
        foreach (var documents in manifests.Cast<Manifest>().Select(static manifest => manifest.Documents))
        {
            var first = documents[0];
            if (last is not null)
            {
                yield return Separator(last, first);
            }

            yield return last is null ? first.Text : first.Text.TrimStart('\uFEFF');
            foreach (var document in documents.Skip(1))
            {
                yield return document.Text;
            }

            last = documents[^1].Text;
        }
    }

    private static string Separator(string last, ManifestDocument next)
    {
        var newLine = next.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var isMissing = next.Resource is not null && !next.Text.TrimStart('\uFEFF').StartsWith("---", StringComparison.Ordinal);
        return $"{(last.EndsWith('\n') ? "" : newLine)}{(isMissing ? $"---{newLine}" : "")}";
    }
}

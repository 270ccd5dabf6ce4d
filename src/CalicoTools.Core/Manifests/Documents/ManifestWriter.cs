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
    public static string ToYaml(IReadOnlyCollection<CalicoManifest> manifests)
    {
        var text = new StringBuilder();
        foreach (var manifest in manifests.Cast<Manifest>())
        {
            if (text.Length > 0)
            {
                Separate(text, manifest);
            }

            text.Append(text.Length > 0 ? manifest.ToYaml().TrimStart('\uFEFF') : manifest.ToYaml());
        }

        return text.ToString();
    }

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
        AtomicFile.Write(path, s_utf8.GetBytes(ToYaml(manifests)), secrecy, overwrite);
    }

    private static void Separate(StringBuilder text, Manifest next)
    {
        var first = next.Documents[0];
        var newLine = first.Text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (text[^1] != '\n')
        {
            text.Append(newLine);
        }

        if (first.Resource is not null && !first.Text.TrimStart('\uFEFF').StartsWith("---", StringComparison.Ordinal))
        {
            text.Append("---").Append(newLine);
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace CalicoTools.Tests.Fuzz;

/// <summary>The files that fuzzed cmdlets are pointed at: good, broken and strange ones. What is written has a folder of its own.</summary>
internal sealed class FuzzGround : IDisposable
{
    private static readonly string[] s_outNames =
        ["out/a.yaml", "out/b", "out/[1].yaml", "out/é.yaml", "out/pki", "out/pki2", "out/sub/x.yaml", "out/a b", "out/.hidden", "out/`x", "out/nul\0l"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _inputs = [];

    /// <summary>Lays the files out.</summary>
    /// <param name="random">Decides how good files are broken.</param>
    /// <param name="good">Texts of good files by name.</param>
    public FuzzGround(Random random, IReadOnlyDictionary<string, string> good)
    {
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["out"]);
        Directory.CreateDirectory(_folder["in/empty"]);
        foreach (var (name, text) in good)
        {
            Add(name, Encoding.UTF8.GetBytes(text));
            for (var variant = 0; variant < 6; variant++)
            {
                Add($"{name}.{variant}", Broken(random, Encoding.UTF8.GetBytes(text)));
            }
        }

        Add("empty.yaml", []);
        Add("random.bin", RandomNumberGenerator.GetBytes(5_000));
        Add("utf16.yaml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a: b\n")]);
        Add("kubeconfig", Encoding.UTF8.GetBytes("""
            apiVersion: v1
            clusters: [{name: c, cluster: {server: 'https://u:pw@127.0.0.1:1'}}]
            users: [{name: u, user: {token: abcdefgh}}]
            contexts: [{name: x, context: {cluster: c, user: u}}]
            current-context: x

            """));
        if (!OperatingSystem.IsWindows())
        {
            ExternalProgram.Run("mkfifo", [_folder["in/fifo"]]);
            File.CreateSymbolicLink(_folder["in/zero"], "/dev/zero");
            File.CreateSymbolicLink(_folder["in/loop"], _folder["in/loop"]);
            _inputs.AddRange(["in/fifo", "in/zero", "in/loop", "in/*", "in/empty", "in", "in/none.yaml"]);
        }
    }

    /// <summary>Where sessions are.</summary>
    public string Root => _folder.Path;

    /// <summary>A path to read, of a file that is there or that was written.</summary>
    public string Path(Random random) => random.Next(5) == 0 ? Target(random) : _inputs[random.Next(_inputs.Count)];

    /// <summary>A path to write to.</summary>
    public static string Target(Random random) => s_outNames[random.Next(s_outNames.Length)];

    /// <summary>What is outside the folder that is written to, by name with its content.</summary>
    public string Untouched()
    {
        var text = new StringBuilder();
        foreach (var entry in new DirectoryInfo(_folder.Path).EnumerateFileSystemInfos("*", SearchOption.TopDirectoryOnly)
            .Concat(new DirectoryInfo(_folder["in"]).EnumerateFileSystemInfos("*", SearchOption.TopDirectoryOnly))
            .OrderBy(static entry => entry.FullName, StringComparer.Ordinal))
        {
            var content = entry is FileInfo { LinkTarget: null, Length: > 0 } file ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName))) : "";
            text.Append(entry.FullName).Append(' ').Append(entry.UnixFileMode).Append(' ').AppendLine(content);
        }

        return text.ToString();
    }

    /// <summary>Begins the folder that is written to anew.</summary>
    public void Sweep()
    {
        Directory.Delete(_folder["out"], recursive: true);
        Directory.CreateDirectory(_folder["out"]);
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Broken(Random random, byte[] content)
    {
        var broken = content.ToList();
        for (var count = random.Next(1, 8); count > 0 && broken.Count > 0; count--)
        {
            var at = random.Next(broken.Count);
            switch (random.Next(4))
            {
                case 0:
                    broken[at] = (byte)random.Next(256);
                    break;
                case 1:
                    broken.RemoveRange(at, Math.Min(random.Next(40), broken.Count - at));
                    break;
                case 2:
                    broken.InsertRange(at, broken.GetRange(at, Math.Min(random.Next(200), broken.Count - at)));
                    break;
                default:
                    broken.Insert(at, (byte)"\n:-[]{}'\"#&*!|>\t"[random.Next(16)]);
                    break;
            }
        }

        return [.. broken];
    }

    private void Add(string name, byte[] content)
    {
        File.WriteAllBytes(_folder[$"in/{name}"], content);
        _inputs.Add($"in/{name}");
    }
}

using System.Diagnostics;

namespace CalicoTools.ControlPlane.Servers;

/// <summary>
/// Where the programs of a control plane are: the folder named by KUBEBUILDER_ASSETS; otherwise the user's cache, where
/// tests/Install-TestPrograms.ps1 puts what it builds; and etcd, etcdctl and kubectl, where they are not beside them, on the PATH.
/// </summary>
public static class ServerPrograms
{
    public const string Absent =
        "There is no kube-apiserver, kube-controller-manager and kube-scheduler here. The README's test command builds them on Debian 12; "
        + "elsewhere set KUBEBUILDER_ASSETS to a folder with these three.";

    private static readonly string[] s_servers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"];

    private static readonly string? s_folder = Complete(Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } named
        ? named
        : Cached());

    private static readonly Lazy<Version> s_version = new(ReadVersion);

    /// <summary>The Kubernetes release they are of.</summary>
    public static Version Version => s_version.Value;

    /// <summary>Whether there are any.</summary>
    public static bool AreFound => s_folder is not null;

    /// <summary>The path of a program, or its name where it is on the PATH, if anywhere.</summary>
    public static string Find(string name)
    {
        if (s_folder is null)
        {
            return s_servers.Contains(name) ? throw new InvalidOperationException(Absent) : name;
        }

        var path = Path.Combine(s_folder, name);
        return File.Exists(path) ? path : name;
    }

    // Kubernetes v1.20.2
    private static Version ReadVersion()
    {
        using var process = Process.Start(new ProcessStartInfo(Find(s_servers[0]), ["--version"]) { RedirectStandardOutput = true })!;
        return Version.Parse(process.StandardOutput.ReadToEnd().Trim().Split('v', '-', '+')[1]);
    }

    private static string Cached()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(cache, "calicotools", "kubernetes-1.20.2");
    }

    private static string? Complete(string folder) =>
        s_servers.All(server => File.Exists(Path.Combine(folder, server))) ? folder : null;
}

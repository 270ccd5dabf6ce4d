using System.Runtime.InteropServices;

namespace CalicoTools.ControlPlane.Servers;

/// <summary>
/// Ends this process when the one that started it has ended: a run of tests that is killed would otherwise go on without anybody to read it,
/// and its servers with it.
/// </summary>
internal static class ParentWatch
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Begins to watch.</summary>
    public static void Start()
    {
        var parent = ParentId();
        new Thread(() =>
        {
            while (ParentId() == parent)
            {
                Thread.Sleep(s_pause);
            }

            Environment.Exit(1);
        })
        {
            IsBackground = true,
            Name = nameof(ParentWatch),
        }.Start();
    }

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ParentId();
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace CalicoTools.Files;

/// <summary>What .NET does not offer of Windows' files: telling them from devices and pipes.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsFiles
{
    private const uint OnDisk = 1;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The file; null where it is a device or a pipe.</returns>
    public static SafeFileHandle? Open(string path)
    {
        var file = File.OpenHandle(path);
        if (GetFileType(file) == OnDisk)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetFileType(SafeFileHandle file);
}

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CalicoTools.Files;

/// <summary>What .NET does not offer of Unix files: kinds, owners, and opening without waiting.</summary>
/// <remarks>
/// The runtime's own native library has one layout for all systems and processors; the C library's differ. A test holds each member
/// against what the system's commands say.
/// </remarks>
internal static class UnixFiles
{
    private const string Runtime = "libSystem.Native";

    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NoSuchDevice = 6;
    private const int AccessDenied = 13;
    private const int NotFolder = 20;

    private static readonly int s_readWithoutWaiting = OperatingSystem.IsMacOS() ? 0x0100_0004 : 0x0008_0800;
    private static readonly Lazy<uint> s_effectiveUser = new(GetEffectiveUser);

    /// <summary>The user the process acts as.</summary>
    public static uint EffectiveUser => s_effectiveUser.Value;

    /// <summary>Looks at a name; a link is not followed.</summary>
    /// <param name="path">The name.</param>
    /// <returns>The status; null where there is nothing.</returns>
    public static FileStatus? Status(string path)
    {
        if (StatusOfName(path, out var status) == 0)
        {
            return Read(status);
        }

        return Marshal.GetLastPInvokeError() is var code && code is NoEntry or NotFolder ? null : throw Failure(path, code);
    }

    /// <summary>Looks at an open file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The status.</returns>
    public static FileStatus Status(SafeFileHandle file) => StatusOfOpen(file, out var status) == 0
        ? Read(status)
        : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    /// <summary>Opens a file for reading. Where .NET would wait for the other end of a named pipe, this does not.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <returns>The file; null where it is a socket or a device without driver, which cannot be opened.</returns>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public static SafeFileHandle? Open(string path)
    {
        var file = new SafeFileHandle(Open(path, s_readWithoutWaiting), ownsHandle: true);
        if (!file.IsInvalid)
        {
            return file;
        }

        var code = Marshal.GetLastPInvokeError();
        file.Dispose();
        return code == NoSuchDevice ? null : throw Failure(path, code);
    }

    private static Exception Failure(string path, int code) => code switch
    {
        NoEntry => new FileNotFoundException($"There is no '{path}'.", path),
        NotFolder => new DirectoryNotFoundException($"A part of '{path}' is not a folder."),
        AccessDenied or NotPermitted => new UnauthorizedAccessException("Permission denied."),
        _ => new IOException($"{Marshal.GetPInvokeErrorMessage(code)}."),
    };

    private static FileStatus Read(NativeStatus status) => new(
        Kind(status.Mode), status.Owner, (UnixFileMode)(status.Mode & 0xFFF), status.Length, status.Device, status.Number);

    private static FileKind Kind(int mode) => (mode & 0xF000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xA000 => FileKind.Link,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    [DllImport(
        "libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport(
        Runtime,
        EntryPoint = "SystemNative_LStat",
        CharSet = CharSet.Ansi,
        BestFitMapping = false,
        ThrowOnUnmappableChar = true,
        SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatusOfName(string path, out NativeStatus status);

    [DllImport(Runtime, EntryPoint = "SystemNative_FStat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatusOfOpen(SafeFileHandle file, out NativeStatus status);

    [DllImport(Runtime, EntryPoint = "SystemNative_GetEUid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUser();

    [StructLayout(LayoutKind.Sequential)]
    private struct NativeStatus
    {
        public int Flags;
        public int Mode;
        public uint Owner;
        public uint Group;
        public long Length;
        public long Accessed;
        public long AccessedNanoseconds;
        public long Modified;
        public long ModifiedNanoseconds;
        public long Changed;
        public long ChangedNanoseconds;
        public long Born;
        public long BornNanoseconds;
        public long Device;
        public long SpecialDevice;
        public long Number;
        public uint UserFlags;
    }
}

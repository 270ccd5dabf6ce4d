using System.Globalization;
using System.Runtime.Versioning;
using CalicoTools.Core.Tests.Input;
using CalicoTools.Files;

namespace CalicoTools.Core.Tests.Files;

/// <summary>What the module learns of a file, held against what the system's own command says.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileStatusTests : IDisposable
{
    private static readonly Dictionary<FileKind, string> s_kinds = new()
    {
        [FileKind.File] = "regular file",
        [FileKind.Folder] = "directory",
        [FileKind.Link] = "symbolic link",
        [FileKind.Pipe] = "fifo",
        [FileKind.Socket] = "socket",
        [FileKind.Device] = "character special file",
    };

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => ["file", "folder", "shared", "link", "dangling", "pipe", "socket", "/dev/null", "/tmp"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_is_what_the_system_says(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The command stat has other options here.");
        Make();
        var path = Path.IsPathRooted(name) ? name : _folder[name];
        var status = FileStatus.OfName(path)!;
        Assert.Equal(
            ExternalProgram.Run("stat", "--format=%F|%u|%a|%s|%i", path).TrimEnd(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{s_kinds[status.Kind]}|{status.Owner}|{Convert.ToString((int)status.Mode, 8)}|{status.Length}|{status.Number}"));
    }

    [Fact]
    public void An_open_file_is_the_one_of_its_name_and_no_other()
    {
        Make();
        var other = FileStatus.OfName(_folder.Write("other", "x"))!;
        using var file = File.OpenHandle(_folder["file"]);
        Assert.Equal(FileStatus.OfName(_folder["file"]), FileStatus.Of(file));
        Assert.True(FileStatus.Of(file).IsSameAs(FileStatus.OfName(_folder["file"])!));
        Assert.False(FileStatus.Of(file).IsSameAs(other));
        Assert.True(FileStatus.Of(file).IsOwn);
    }

    [Fact]
    public void Where_there_is_nothing_there_is_no_status()
    {
        Make();
        Assert.Null(FileStatus.OfName(_folder["nothing"]));
        Assert.Null(FileStatus.OfName(_folder["file/below"]));
    }

    private void Make()
    {
        File.SetUnixFileMode(_folder.Write("file", "seven b"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Directory.CreateDirectory(_folder["folder"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(_folder["shared"]);
        File.SetUnixFileMode(_folder["shared"], (UnixFileMode)0b001_111_111_111);
        File.CreateSymbolicLink(_folder["link"], "file");
        File.CreateSymbolicLink(_folder["dangling"], "nowhere");
        SpecialFiles.Pipe(_folder["pipe"]);
        SpecialFiles.Socket(_folder["socket"]);
    }
}

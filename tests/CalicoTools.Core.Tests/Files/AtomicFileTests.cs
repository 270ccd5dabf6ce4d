using System.Runtime.Versioning;
using CalicoTools.Core.Tests.Input;
using CalicoTools.Files;

namespace CalicoTools.Core.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_written_whole_with_the_folders_above_it()
    {
        var path = _folder["a/b/calico.yaml"];
        AtomicFile.Write(path, "one"u8.ToArray(), FileSecrecy.Public, overwrite: false);
        Assert.Equal("one", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData(FileSecrecy.Private)]
    [InlineData(FileSecrecy.Public)]
    [UnsupportedOSPlatform("windows")]
    public void A_replaced_file_has_the_mode_of_its_new_content(FileSecrecy secrecy)
    {
        var path = _folder["secret.yaml"];
        File.WriteAllText(path, "old");
        File.SetUnixFileMode(path, (UnixFileMode)0b111_111_111);
        AtomicFile.Write(path, "new"u8.ToArray(), secrecy, overwrite: true);
        var mode = File.GetUnixFileMode(path);
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode & (UnixFileMode)0b111_011_011);
        Assert.Equal(secrecy == FileSecrecy.Public, mode.HasFlag(UnixFileMode.OtherRead));
    }

    [Fact]
    public void An_existing_file_is_kept_when_not_told_to_overwrite()
    {
        var path = _folder["calico.yaml"];
        File.WriteAllText(path, "old");
        var error = Assert.Throws<PathException>(() => AtomicFile.Write(path, "new"u8.ToArray(), FileSecrecy.Public, overwrite: false));
        Assert.Equal(("FileExists", ErrorKind.AlreadyExists), (error.ErrorId, error.Kind));
        Assert.Equal("old", File.ReadAllText(path));
    }

    [Fact]
    public void A_link_is_followed_and_stays_a_link()
    {
        var (target, link) = (_folder["target"], _folder["link"]);
        File.WriteAllText(target, "old");
        File.CreateSymbolicLink(link, target);
        AtomicFile.Write(link, "new"u8.ToArray(), FileSecrecy.Private, overwrite: true);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal("new", File.ReadAllText(target));
    }

    [Fact]
    public void A_folder_in_the_way_is_an_error() => Assert.Equal(
        "PathIsFolder",
        Assert.Throws<PathException>(() => AtomicFile.Write(_folder.Path, "x"u8.ToArray(), FileSecrecy.Public, overwrite: true)).ErrorId);

    [Fact]
    public void A_file_in_the_way_is_an_error_that_names_it()
    {
        var file = _folder["file"];
        File.WriteAllText(file, "");
        var below = Path.Combine(file, "calico.yaml");
        var error = Assert.Throws<PathException>(() => AtomicFile.Write(below, "x"u8.ToArray(), FileSecrecy.Public, overwrite: true));
        Assert.Equal(("PathIsFile", file), (error.ErrorId, error.Subject));
    }

    [Fact]
    public void A_refusal_of_the_operating_system_is_an_error_with_the_path()
    {
        var tooLong = _folder[new string('x', 300)];
        var error = Assert.Throws<PathException>(() => AtomicFile.Write(tooLong, "x"u8.ToArray(), FileSecrecy.Public, overwrite: true));
        Assert.Contains(tooLong, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_killed_writer_left_beside_the_file_is_removed_and_what_a_living_one_has_is_not()
    {
        var (dead, alive) = (_folder[Abandoned('d')], _folder[Abandoned('a')]);
        File.WriteAllText(dead, "");
        using (Disk.OpenNew(alive, FileSecrecy.Public))
        {
            AtomicFile.Write(_folder["calico.yaml"], "x"u8.ToArray(), FileSecrecy.Public, overwrite: true);
        }

        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(alive));
    }

    [Fact]
    public void Files_of_others_beside_the_file_stay()
    {
        string[] others = [".calico.yaml.mine.tmp", ".calicotools-1.tmp", "calicotools.tmp", Abandoned('g')];
        Array.ForEach(others, name => File.WriteAllText(_folder[name], "mine"));
        var elsewhere = _folder.Write("elsewhere", "mine");
        File.CreateSymbolicLink(_folder[Abandoned('b')], elsewhere);
        AtomicFile.Write(_folder["calico.yaml"], "x"u8.ToArray(), FileSecrecy.Public, overwrite: true);
        Assert.All([.. others, "elsewhere"], name => Assert.Equal("mine", File.ReadAllText(_folder[name])));
        Assert.Equal(elsewhere, new FileInfo(_folder[Abandoned('b')]).LinkTarget);
    }

    [Fact]
    public void Writers_of_one_file_at_the_same_time_all_succeed()
    {
        var path = _folder["calico.yaml"];
        Parallel.For(0, 480, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
            AtomicFile.Write(path, BitConverter.GetBytes(number), FileSecrecy.Public, overwrite: true));
        Assert.InRange(BitConverter.ToInt32(File.ReadAllBytes(path)), 0, 479);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Of_writers_of_a_new_file_one_succeeds_and_the_others_are_told_that_it_exists()
    {
        var path = _folder["calico.yaml"];
        var written = 0;
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            try
            {
                AtomicFile.Write(path, BitConverter.GetBytes(number), FileSecrecy.Public, overwrite: false);
                Interlocked.Increment(ref written);
            }
            catch (PathException error)
            {
                Assert.Equal("FileExists", error.ErrorId);
            }
        });
        Assert.Equal(1, written);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [UnsupportedOSPlatform("windows")]
    public void What_is_no_regular_file_is_never_replaced(bool overwrite)
    {
        var pipe = SpecialFiles.Pipe(_folder["pipe"]);
        File.CreateSymbolicLink(_folder["link"], pipe);
        foreach (var path in new[] { pipe, _folder["link"], "/dev/null" })
        {
            var error = Assert.Throws<PathException>(() => AtomicFile.Write(path, "x"u8.ToArray(), FileSecrecy.Public, overwrite));
            Assert.Equal("PathNotRegularFile", error.ErrorId);
        }

        Assert.Equal(FileKind.Pipe, FileStatus.OfName(pipe)!.Kind);
        Assert.Equal(FileKind.Device, FileStatus.OfName("/dev/null")!.Kind);
    }

    [Fact]
    public void A_write_that_fails_names_the_file_and_no_temporary_one()
    {
        var tooLong = _folder[new string('x', 300)];
        var error = Assert.Throws<PathException>(() => AtomicFile.Write(tooLong, "x"u8.ToArray(), FileSecrecy.Public, overwrite: true));
        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.DoesNotContain(".tmp", error.Message, StringComparison.Ordinal);
    }

    private static string Abandoned(char digit) => $".calicotools-{new string(digit, 32)}.tmp";
}

using System.Runtime.Versioning;
using CalicoTools.Certificates.Folder;
using CalicoTools.Core.Tests.Input;
using CalicoTools.Files;

namespace CalicoTools.Core.Tests.Attacks;

/// <summary>A folder somebody prepared, for instance in an archive: reading it or writing to it changes nothing elsewhere.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlantedWorkspaceTests : IDisposable
{
    private const int Nobody = 65534;

    private readonly TemporaryFolder _place = new();
    private readonly string _victim;

    public PlantedWorkspaceTests()
    {
        _victim = _place["victim"];
        Directory.CreateDirectory(_victim);
        File.WriteAllText(Path.Combine(_victim, "file"), "place\tcalico.pem\n");
        Directory.CreateDirectory(Workspace);
    }

    private string Folder => _place["pki"];

    private string Workspace => Path.Combine(Folder, ".calicotools");

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData("new")]
    [InlineData("commit")]
    [InlineData("commit.new")]
    [InlineData("lock")]
    [InlineData("other")]
    public void A_link_in_the_workspace_is_not_followed(string name)
    {
        foreach (var target in new[] { _victim, Path.Combine(_victim, "file"), Path.Combine(_victim, "absent") })
        {
            File.CreateSymbolicLink(Path.Combine(Workspace, name), target);
            AssertRefused();
            File.Delete(Path.Combine(Workspace, name));
        }
    }

    [Fact]
    public void A_link_as_the_workspace_is_not_followed()
    {
        Directory.Delete(Workspace);
        foreach (var target in new[] { _victim, Path.Combine(_victim, "absent") })
        {
            Directory.CreateSymbolicLink(Workspace, target);
            AssertRefused();
            File.Delete(Workspace);
        }
    }

    [Theory]
    [InlineData("new/calico.pem")]
    [InlineData("commit")]
    [InlineData("lock")]
    public void A_named_pipe_in_the_workspace_is_refused_at_once(string name)
    {
        Directory.CreateDirectory(Path.Combine(Workspace, "new"));
        SpecialFiles.Pipe(Path.Combine(Workspace, name));
        AssertRefused();
    }

    [Theory]
    [InlineData("new/calico.pem")]
    [InlineData("new")]
    [InlineData("commit")]
    [InlineData("lock")]
    [InlineData("")]
    public void What_belongs_to_another_user_is_refused(string name)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can make files of another user.");
        Directory.CreateDirectory(Path.Combine(Workspace, "new"));
        var path = Path.Combine(Workspace, name);
        if (!Directory.Exists(path))
        {
            File.WriteAllText(path, "place\tcalico.pem\n");
        }

        ExternalProgram.Run("chown", $"{Nobody}", path.TrimEnd('/'));
        AssertRefused();
    }

    [Fact]
    public void A_workspace_that_others_may_write_to_is_refused()
    {
        File.SetUnixFileMode(Workspace, (UnixFileMode)0b111_111_111);
        AssertRefused();
    }

    [Theory]
    [InlineData("place\t../victim/file\n")]
    [InlineData("place\t/etc/calico.pem\n")]
    [InlineData("aside\tcalico.pem\t../victim/new\n")]
    [InlineData("aside\t../victim/file\tcalico.pem\n")]
    [InlineData("place\t.bashrc\n")]
    [InlineData("place\tcalico.pem\0\n")]
    [InlineData("delete\tcalico.pem\n")]
    public void A_record_that_names_something_elsewhere_or_hidden_is_refused(string record)
    {
        File.WriteAllText(Path.Combine(Workspace, "commit"), record);
        AssertRefused("FolderRecordUnknown");
    }

    [Fact]
    public void A_record_without_end_is_refused()
    {
        using (var record = File.Create(Path.Combine(Workspace, "commit")))
        {
            record.SetLength(100L << 30);
        }

        AssertRefused("FileTooLarge");
    }

    [Fact]
    public void A_lock_that_is_another_file_too_keeps_that_as_it_is()
    {
        ExternalProgram.Run("ln", Path.Combine(_victim, "file"), Path.Combine(Workspace, "lock"));
        SettledFolder.Settle(Folder);
        AssertVictimUntouched();
        Assert.False(Directory.Exists(Workspace));
    }

    [Fact]
    public void A_new_folder_is_built_where_nobody_else_can_look_and_under_a_name_nobody_knows()
    {
        var names = new HashSet<string>();
        for (var round = 0; round < 2; round++)
        {
            using var transaction = FolderTransaction.Begin(_place["made"]);
            transaction.Place("calico-key.pem", "key"u8, FileSecrecy.Private);
            var workspace = Assert.Single(Directory.GetDirectories(_place.Path, ".*"));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(workspace));
            Assert.True(names.Add(workspace));
        }
    }

    [Fact]
    public void A_name_taken_by_another_while_the_folder_is_made_is_an_error()
    {
        using var transaction = FolderTransaction.Begin(_place["made"], new TakenName());
        transaction.Place("calico-key.pem", "key"u8, FileSecrecy.Private);
        Assert.Equal("FolderTaken", Assert.Throws<PathException>(() => transaction.Commit()).ErrorId);
    }

    [Theory]
    [InlineData("file", true)]
    [InlineData("absent", true)]
    [InlineData("absent", false)]
    public void A_link_of_another_user_in_a_folder_of_everybody_is_not_written_through(string target, bool overwrite)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can make files of another user.");
        var shared = _place["shared"];
        Directory.CreateDirectory(shared);
        File.SetUnixFileMode(shared, UnixFileMode.StickyBit | (UnixFileMode)0b111_111_111);
        var link = Path.Combine(shared, "link");
        File.CreateSymbolicLink(link, Path.Combine(_victim, target));
        ExternalProgram.Run("chown", "-h", $"{Nobody}", link);
        var file = Assert.Throws<PathException>(() => AtomicFile.Write(link, "x"u8.ToArray(), FileSecrecy.Public, overwrite));
        File.Delete(link);
        Directory.CreateSymbolicLink(link, _victim);
        ExternalProgram.Run("chown", "-h", $"{Nobody}", link);
        var folder = Assert.Throws<PathException>(() => FolderTransaction.Begin(link));
        Assert.Equal(("PathLinkForeign", "PathLinkForeign"), (file.ErrorId, folder.ErrorId));
        AssertVictimUntouched();
    }

    [Fact]
    public void Links_in_a_circle_are_an_error()
    {
        File.CreateSymbolicLink(_place["one"], _place["two"]);
        File.CreateSymbolicLink(_place["two"], _place["one"]);
        var error = Assert.Throws<PathException>(() => AtomicFile.Write(_place["one"], "x"u8.ToArray(), FileSecrecy.Public, overwrite: true));
        Assert.Equal("PathInputOutput", error.ErrorId);
    }

    [Fact]
    public void What_looks_like_a_workspace_beside_a_folder_but_is_not_stays()
    {
        var beside = _place[".calicotools-0123456789abcdef0123456789abcdef"];
        Directory.CreateSymbolicLink(beside, _victim);
        SettledFolder.Settle(_place["made"]);
        AssertVictimUntouched();
        Assert.Equal(_victim, new DirectoryInfo(beside).LinkTarget);
    }

    [Theory]
    [InlineData("ca.pem")]
    [InlineData("etcd-key")]
    [InlineData("calico-key.pem")]
    public void A_named_pipe_among_certificates_is_refused_at_once(string name)
    {
        Directory.Delete(Workspace);
        Array.ForEach(["ca.pem", "calico.pem", "calico-key.pem"], file => File.WriteAllText(Path.Combine(Folder, file), ""));
        File.Delete(Path.Combine(Folder, name));
        SpecialFiles.Pipe(Path.Combine(Folder, name));
        Assert.NotNull(SpecialFiles.AtOnce(
            () => Assert.ThrowsAny<CalicoToolsException>(() => CertificateFolder.Open(Folder, TestContext.Current.CancellationToken).Read())));
    }

    private void AssertRefused(string id = "FolderWorkspaceForeign")
    {
        var reading = SpecialFiles.AtOnce(() => Assert.Throws<PathException>(() => CertificateFolder.Open(Folder, TestContext.Current.CancellationToken)));
        var writing = SpecialFiles.AtOnce(() => Assert.Throws<PathException>(() => FolderTransaction.Begin(Folder)));
        Assert.Equal((id, id), (reading.ErrorId, writing.ErrorId));
        AssertVictimUntouched();
    }

    private void AssertVictimUntouched()
    {
        Assert.Equal(["file"], Directory.GetFileSystemEntries(_victim).Select(Path.GetFileName));
        Assert.Equal("place\tcalico.pem\n", File.ReadAllText(Path.Combine(_victim, "file")));
    }

    private sealed class TakenName : Disk
    {
        public override void RenameFolder(string from, string to)
        {
            base.RenameFolder(from, to + "-moved-away");
            Directory.CreateDirectory(to);
        }
    }
}

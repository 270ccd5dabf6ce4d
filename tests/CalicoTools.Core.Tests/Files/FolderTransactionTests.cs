using CalicoTools.Files;

namespace CalicoTools.Core.Tests.Files;

public sealed class FolderTransactionTests : IDisposable
{
    private const int MoreThanAllSteps = 100;
    private static readonly string[] s_names = ["ca.pem", "calico.pem", "etcd-key"];

    private readonly TemporaryFolder _place = new();

    private string Folder => _place["pki"];

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_new_folder_holds_the_files_and_nothing_else()
    {
        Write(new Disk(), "new");
        Assert.Equal("ca.pem=new calico.pem=new etcd-key=new", Contents());
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public void An_existing_folder_holds_the_new_files_beside_its_own_and_what_was_kept_aside()
    {
        MakeOld();
        Write(new Disk(), "new");
        Assert.Equal("ca-old.pem=old ca.pem=new calico.pem=new etcd-key=new own.txt=old", Contents());
    }

    [Fact]
    public void A_writer_killed_before_any_step_leaves_a_new_folder_whole_or_absent() => EachKill(prepare: () => { }, () =>
    {
        Assert.True(!Directory.Exists(Folder) || Contents() == "ca.pem=new calico.pem=new etcd-key=new");
        Write(new Disk(), "next");
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_place.Path));
    });

    [Fact]
    public void A_writer_killed_before_any_step_leaves_an_existing_folder_old_or_new() => EachKill(MakeOld, AssertOldOrNew);

    [Fact]
    public void A_recovery_killed_before_any_step_is_taken_up_by_the_next()
    {
        var kills = 0;
        for (var (first, written) = (1, false); !written; first++)
        {
            for (var (second, settled) = (1, false); !settled; second++, kills++)
            {
                Reset(MakeOld);
                written = !Killed(new FailingDisk(first));
                settled = Survives(() => SettledFolder.Settle(Folder, new FailingDisk(second)));
                SettledFolder.Settle(Folder);
                AssertOldOrNew();
            }
        }

        Assert.True(kills > 50);
    }

    [Fact]
    public void A_full_disk_changes_nothing_and_leaves_nothing()
    {
        for (var file = 1; file <= 4; file++)
        {
            Reset(MakeOld);
            var once = new FullDisk(failingAt: file);
            Assert.Throws<IOException>(() => Write(once, "new"));
            Assert.Equal("ca.pem=old calico.pem=old etcd-key=old own.txt=old", Contents());
        }
    }

    [Fact]
    public void A_second_writer_waits_for_the_first_and_then_gives_up_naming_the_folder()
    {
        MakeOld();
        using var first = FolderTransaction.Begin(Folder);
        var error = Assert.Throws<PathException>(() => FolderTransaction.Begin(Folder, patience: TimeSpan.FromMilliseconds(50)));
        Assert.Equal(("FolderBusy", ErrorKind.Busy), (error.ErrorId, error.Kind));
        Assert.Contains(Folder, error.Message, StringComparison.Ordinal);
        Assert.Throws<PathException>(() => SettledFolder.Settle(Folder, patience: TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void Writers_of_one_folder_follow_one_another()
    {
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            for (var written = false; !written;)
            {
                using var transaction = FolderTransaction.Begin(Folder, patience: TimeSpan.FromMinutes(1));
                Array.ForEach(s_names, name => transaction.Place(name, BitConverter.GetBytes(number), FileSecrecy.Private));
                written = transaction.Commit();
            }
        });
        Assert.Single(s_names.Select(name => BitConverter.ToInt32(File.ReadAllBytes(Path.Combine(Folder, name)))).Distinct());
        Assert.Equal(s_names.Length, Directory.GetFileSystemEntries(Folder).Length);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public void A_writer_is_not_disturbed_by_one_that_takes_the_empty_workspace_away()
    {
        // Each ends with removing the workspace that the others are about to open: about one in a thousand meets that very moment.
        MakeOld();
        Parallel.For(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
            FolderTransaction.Begin(Folder, patience: TimeSpan.FromMinutes(1)).Dispose());
        Assert.False(Directory.Exists(Path.Combine(Folder, ".calicotools")));
    }

    [Fact]
    public void A_file_where_the_workspace_belongs_is_an_error_at_once()
    {
        MakeOld();
        File.WriteAllText(Path.Combine(Folder, ".calicotools"), "mine");
        var error = Assert.Throws<PathException>(() => FolderTransaction.Begin(Folder, patience: TimeSpan.FromDays(1)));
        Assert.Equal("FolderWorkspaceForeign", error.ErrorId);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Folder, ".calicotools")));
    }

    [Fact]
    public void What_a_killed_writer_staged_beside_a_folder_that_exists_now_is_removed()
    {
        _ = Killed(new FailingDisk(4));
        Assert.Single(Directory.GetFileSystemEntries(_place.Path));
        MakeOld();
        SettledFolder.Settle(Folder);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public void A_record_in_words_of_another_version_stops_everything()
    {
        MakeOld();
        Directory.CreateDirectory(Path.Combine(Folder, ".calicotools"));
        File.WriteAllText(Path.Combine(Folder, ".calicotools", "commit"), "place\t../outside\n");
        Assert.Equal("FolderRecordUnknown", Assert.Throws<PathException>(() => SettledFolder.Settle(Folder)).ErrorId);
        Assert.Equal("FolderRecordUnknown", Assert.Throws<PathException>(() => FolderTransaction.Begin(Folder)).ErrorId);
    }

    [Fact]
    public void Without_leave_to_write_an_undecided_change_does_not_matter_and_a_decided_one_is_an_error()
    {
        MakeOld();
        var denied = new FailingDisk(1, static () => new UnauthorizedAccessException("denied"));
        Directory.CreateDirectory(Path.Combine(Folder, ".calicotools"));
        SettledFolder.Settle(Folder, denied);
        File.WriteAllText(Path.Combine(Folder, ".calicotools", "commit"), "place\tca.pem\n");
        var error = Assert.Throws<PathException>(() => SettledFolder.Settle(Folder, denied));
        Assert.Equal(("FolderNeedsRecovery", ErrorKind.PermissionDenied), (error.ErrorId, error.Kind));
    }

    [Fact]
    public void A_link_to_the_folder_is_followed()
    {
        MakeOld();
        var link = _place["link"];
        Directory.CreateSymbolicLink(link, Folder);
        Write(new Disk(), "new", link);
        Assert.Contains("ca.pem=new", Contents(), StringComparison.Ordinal);
        Assert.Equal(Folder, new DirectoryInfo(link).LinkTarget);
    }

    [Fact]
    public void A_link_to_a_folder_yet_to_be_made_is_followed()
    {
        Directory.CreateSymbolicLink(_place["link"], Folder);
        Write(new Disk(), "new", _place["link"]);
        Assert.Contains("ca.pem=new", Contents(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_the_folder_is_replaced_and_what_it_leads_to_kept()
    {
        MakeOld();
        var elsewhere = _place.Write("elsewhere.pem", "elsewhere");
        File.Delete(Path.Combine(Folder, "calico.pem"));
        File.CreateSymbolicLink(Path.Combine(Folder, "calico.pem"), elsewhere);
        Write(new Disk(), "new");
        Assert.Contains("calico.pem=new", Contents(), StringComparison.Ordinal);
        Assert.Equal("elsewhere", File.ReadAllText(elsewhere));
    }

    [Fact]
    public void A_file_where_the_folder_is_to_be_is_an_error()
    {
        File.WriteAllText(Folder, "");
        Assert.Equal("PathIsFile", Assert.Throws<PathException>(() => FolderTransaction.Begin(Folder)).ErrorId);
    }

    private static bool Survives(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    private void EachKill(Action prepare, Action assert)
    {
        var kills = 0;
        for (; kills < MoreThanAllSteps; kills++)
        {
            Reset(prepare);
            if (!Killed(new FailingDisk(kills + 1)))
            {
                break;
            }

            SettledFolder.Settle(Folder);
            assert();
        }

        Assert.InRange(kills, 8, MoreThanAllSteps - 1);
    }

    private bool Killed(Disk disk) => !Survives(() => Write(disk, "new"));

    private void AssertOldOrNew() => Assert.Contains(
        Contents(),
        new[]
        {
            "ca.pem=old calico.pem=old etcd-key=old own.txt=old",
            "ca-old.pem=old ca.pem=new calico.pem=new etcd-key=new own.txt=old",
        });

    private void Write(Disk disk, string content, string? path = null)
    {
        using var transaction = FolderTransaction.Begin(path ?? Folder, disk);
        if (File.Exists(Path.Combine(Folder, "own.txt")))
        {
            transaction.KeepAside("ca.pem", "ca-old.pem");
        }

        Array.ForEach(s_names, name => transaction.Place(name, System.Text.Encoding.ASCII.GetBytes(content), FileSecrecy.Private));
        transaction.Commit();
    }

    private void Reset(Action prepare)
    {
        _place.Dispose();
        Directory.CreateDirectory(_place.Path);
        prepare();
    }

    private void MakeOld()
    {
        Directory.CreateDirectory(Folder);
        foreach (var name in s_names.Append("own.txt"))
        {
            File.WriteAllText(Path.Combine(Folder, name), "old");
        }
    }

    private string Contents() => string.Join(
        ' ',
        Directory.GetFileSystemEntries(Folder)
            .Order(StringComparer.Ordinal)
            .Select(static path => $"{Path.GetFileName(path)}={File.ReadAllText(path)}"));
}

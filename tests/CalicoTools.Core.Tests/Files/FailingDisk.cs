using CalicoTools.Files;

namespace CalicoTools.Core.Tests.Files;

/// <summary>A disk that stops for good before one of its operations, as seen by a process that is killed there.</summary>
internal sealed class FailingDisk(int lastsFor, Func<Exception>? failure = null) : Disk
{
    private int _done;

    public override void Create(string path, ReadOnlySpan<byte> content, FileSecrecy secrecy)
    {
        if (_done + 1 == lastsFor && failure is null)
        {
            // The kill comes while the file is being written.
            base.Create(path, content[..(content.Length / 2)], secrecy);
        }

        Step();
        base.Create(path, content, secrecy);
    }

    public override void Flush(string path)
    {
        Step();
        base.Flush(path);
    }

    public override void Replace(string from, string to)
    {
        Step();
        base.Replace(from, to);
    }

    public override void Rename(string from, string to)
    {
        Step();
        base.Rename(from, to);
    }

    public override void Delete(string path)
    {
        Step();
        base.Delete(path);
    }

    public override void CreateFolder(string path)
    {
        Step();
        base.CreateFolder(path);
    }

    public override void CreatePrivateFolder(string path)
    {
        Step();
        base.CreatePrivateFolder(path);
    }

    public override void RenameFolder(string from, string to)
    {
        Step();
        base.RenameFolder(from, to);
    }

    public override void DeleteFolder(string path)
    {
        Step();
        base.DeleteFolder(path);
    }

    public override void FlushFolder(string path)
    {
        Step();
        base.FlushFolder(path);
    }

    private void Step()
    {
        if (++_done >= lastsFor)
        {
            throw failure?.Invoke() ?? new KilledException();
        }
    }
}

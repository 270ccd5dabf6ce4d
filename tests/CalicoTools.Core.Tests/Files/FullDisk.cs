using CalicoTools.Files;

namespace CalicoTools.Core.Tests.Files;

/// <summary>A disk without space for one of the files, counted from 1.</summary>
internal sealed class FullDisk(int failingAt) : Disk
{
    private int _files;

    public override void Create(string path, ReadOnlySpan<byte> content, FileSecrecy secrecy)
    {
        base.Create(path, content, secrecy);
        if (++_files == failingAt)
        {
            throw new IOException("No space left on device");
        }
    }
}

namespace CalicoTools.Input;

/// <summary>Reads the end of a stream of any length in bounded memory.</summary>
internal static class StreamTail
{
    private const int BlockSize = 16 * 1024;

    /// <summary>Reads a stream to its end and keeps the last bytes.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="most">The most bytes to keep.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The last bytes.</returns>
    public static async Task<byte[]> ReadAsync(Stream source, int most, CancellationToken cancellation)
    {
        var kept = new byte[most + BlockSize];
        var length = 0;
        while (await source.ReadAsync(kept.AsMemory(length, BlockSize), cancellation).ConfigureAwait(false) is > 0 and var read)
        {
            length += read;
            if (length > most)
            {
                kept.AsSpan(length - most, most).CopyTo(kept);
                length = most;
            }
        }

        return kept[..length];
    }
}

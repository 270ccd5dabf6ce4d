namespace CalicoTools.Input;

/// <summary>A stream of which no more is read than may be: what a server or a plugin sends need not have an end.</summary>
/// <param name="source">The stream; it is closed with this one.</param>
/// <param name="limit">The most bytes that are read until <see cref="Renew"/>.</param>
/// <param name="exceeded">Makes the error when there are more.</param>
internal sealed class BoundedStream(Stream source, long limit, Func<Exception> exceeded) : Stream
{
    private long _read;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads all of a stream.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="limit">The most bytes it may have.</param>
    /// <param name="exceeded">Makes the error when there are more.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its bytes.</returns>
    public static async Task<byte[]> ReadAllAsync(Stream source, long limit, Func<Exception> exceeded, CancellationToken cancellation)
    {
        var bounded = new BoundedStream(source, limit, exceeded);
        await using (bounded.ConfigureAwait(false))
        {
            using var content = new MemoryStream();
            await bounded.CopyToAsync(content, cancellation).ConfigureAwait(false);
            return content.ToArray();
        }
    }

    /// <summary>Allows as many bytes again, for instance after each line of a stream that may go on for ever.</summary>
    public void Renew() => _read = 0;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Counted(source.Read(buffer));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int count)
    {
        _read += count;
        return _read > limit ? throw exceeded() : count;
    }
}

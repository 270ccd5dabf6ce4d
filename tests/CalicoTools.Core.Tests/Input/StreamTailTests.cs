using System.Text;
using CalicoTools.Input;

namespace CalicoTools.Core.Tests.Input;

public sealed class StreamTailTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(100_003)]
    public async Task The_end_of_a_stream_is_kept(int length)
    {
        var all = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, length).Select(static number => (char)('a' + (number % 26)))));
        using var stream = new MemoryStream(all);
        var end = await StreamTail.ReadAsync(stream, 1_000, TestContext.Current.CancellationToken);
        Assert.Equal(all[Math.Max(0, length - 1_000)..], end);
    }
}

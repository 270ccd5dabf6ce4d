using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Input;

namespace CalicoTools.Core.Tests.Cluster.Connection;

/// <summary>How much memory a server can take from whoever asks it. Alone, since the runtime counts for the whole process.</summary>
[Collection(nameof(EndlessAnswerTests))]
[CollectionDefinition(nameof(EndlessAnswerTests), DisableParallelization = true)]
public sealed class EndlessAnswerTests
{
    private static readonly ApiPath s_pods = ApiResource.Of("v1", "Pod").All("kube-system");

    [Fact]
    public async Task An_answer_without_end_is_cut_off_at_the_limit()
    {
        using var server = TestServer.Endless(new string(' ', 1024 * 1024));
        using var client = new ClusterClient(new ClusterEndpoint(new Uri(server.Address), new Credential("nobody")));
        var before = GC.GetTotalAllocatedBytes();
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.ListAsync(s_pods, null, TestContext.Current.CancellationToken));
        Assert.Equal("ClusterAnswerTooLarge", error.ErrorId);
        Assert.Contains(InputKind.ApiAnswer.LimitText, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 5L * InputKind.ApiAnswer.Limit);
    }

    [Fact]
    public async Task A_watch_whose_line_has_no_end_is_cut_off_at_the_limit()
    {
        using var server = TestServer.Endless(new string('x', 1024 * 1024));
        using var client = new ClusterClient(new ClusterEndpoint(new Uri(server.Address), new Credential("nobody")));
        var before = GC.GetTotalAllocatedBytes();
        var error = await Assert.ThrowsAsync<ClusterException>(async () =>
        {
            await foreach (var change in client.WatchAsync(s_pods, "1", null, TestContext.Current.CancellationToken))
            {
                Assert.Fail($"{change}");
            }
        });
        Assert.Equal("ClusterAnswerTooLarge", error.ErrorId);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 20L * InputKind.WatchLine.Limit);
    }
}

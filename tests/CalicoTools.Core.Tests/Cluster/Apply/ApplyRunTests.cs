using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Apply;
using CalicoTools.Cluster.Connection;
using CalicoTools.Core.Tests.Cluster.Connection;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Cluster.Apply;

/// <summary>In which order objects are written to a server that serves a new kind late, or never.</summary>
public sealed class ApplyRunTests : IDisposable
{
    private const string Pool = "{apiVersion: example.org/v1, kind: Pool, metadata: {name: mine} }\n---\n";

    private const string Network = """
        {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: node, namespace: kube-system} }
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: pools.example.org}
        spec:
          group: example.org
          names: {kind: Pool, plural: pools}
          versions: [{name: v1, served: true} ]
        """;

    private readonly List<string> _events = [];
    private readonly TestServer _server;
    private readonly ClusterClient _client;
    private int _looksUntilServed = int.MaxValue;

    public ApplyRunTests()
    {
        _server = new TestServer(Answer);
        _client = new ClusterClient(new ClusterEndpoint(new Uri(_server.Address), new Credential("nobody")));
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task What_runs_pods_is_written_once_the_new_kinds_are_served()
    {
        _looksUntilServed = 3;
        await WriteAsync(Network, noWait: false);
        Assert.Equal(["customresourcedefinitions", "served", "daemonsets"], _events);
    }

    [Fact]
    public async Task Kinds_that_are_not_served_in_time_are_named_and_nothing_that_runs_pods_is_written()
    {
        var error = await Assert.ThrowsAsync<ClusterException>(() => WriteAsync(Network, noWait: false, patience: TimeSpan.Zero));
        Assert.Equal("ClusterDefinitionNotEstablished", error.ErrorId);
        Assert.Contains("pools.example.org", error.Message, StringComparison.Ordinal);
        Assert.Equal(["customresourcedefinitions"], _events);
    }

    [Fact]
    public async Task Who_does_not_wait_has_what_runs_pods_written_after_the_definitions_though_they_are_not_served()
    {
        await WriteAsync(Network, noWait: true);
        Assert.Equal(["customresourcedefinitions", "daemonsets"], _events);
    }

    [Fact]
    public async Task Objects_of_a_new_kind_are_waited_for_by_everyone()
    {
        _looksUntilServed = 3;
        await WriteAsync(Pool + Network, noWait: true);
        Assert.Equal(["customresourcedefinitions", "served", "pools", "daemonsets"], _events);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task WriteAsync(string manifest, bool noWait, TimeSpan? patience = null)
    {
        var objects = await DesiredState.ReadAsync([Manifest.Parse(manifest, "test.yaml")], _client, Stop);
        await new ApplyRun(_client, patience ?? TimeSpan.FromMinutes(1), noWait, new CommandLog())
            .WriteAsync([.. objects.Select(static item => new PlannedObject(item, live: null, result: null))], Stop);
    }

    // Several looks may be under way at once; only the first that finds the kind is an event.
    private string Answer(string request)
    {
        lock (_events)
        {
            if (request.StartsWith("PATCH", StringComparison.Ordinal))
            {
                _events.Add(request.Split(' ', '?')[1].Split('/')[^2]);
                return TestServer.Json(200, "{}");
            }

            if (!_events.Contains("customresourcedefinitions") || --_looksUntilServed > 0)
            {
                return TestServer.Status(404, "not found");
            }

            if (!_events.Contains("served"))
            {
                _events.Add("served");
            }

            return TestServer.Json(200, """{"resources":[{"name":"pools","kind":"Pool","namespaced":false}]}""");
        }
    }
}

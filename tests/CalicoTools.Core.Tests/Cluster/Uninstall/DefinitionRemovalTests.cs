using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Uninstall;
using CalicoTools.Core.Tests.Cluster.Connection;
using CalicoTools.Core.Tests.Manifests.Settings;

namespace CalicoTools.Core.Tests.Cluster.Uninstall;

public sealed class DefinitionRemovalTests
{
    private const string Name = "ippools.crd.projectcalico.org";
    private static readonly ApiPath s_definition = ApiResource.Of("apiextensions.k8s.io/v1", "CustomResourceDefinition").Named(null, Name);

    [Theory]
    [InlineData("InstanceDeletionFailed", true)]
    [InlineData("InstanceDeletionInProgress", false)]
    public async Task A_definition_whose_instances_could_not_be_listed_is_annotated_once_for_a_while(string reason, bool isRetried)
    {
        using var server = new TestServer(_ => TestServer.Json(200, $$$"""
            {"metadata": {"name": "{{{Name}}}"},
             "status": {"conditions": [{"type": "Terminating", "status": "True", "reason": "{{{reason}}}",
                                        "message": "could not list instances: storage is (re)initializing"}]} }
            """));
        using var client = new ClusterClient(new ClusterEndpoint(new Uri(server.Address), new Credential("nobody")));
        var removal = new DefinitionRemoval(client);
        var log = new CommandLog();
        await removal.LeftAsync([s_definition], log, TestContext.Current.CancellationToken);
        var left = Assert.Single(await removal.LeftAsync([s_definition], log, TestContext.Current.CancellationToken));
        Assert.Equal(isRetried, left.Contains("storage is (re)initializing", StringComparison.Ordinal));
        Assert.Equal(isRetried ? 1 : 0, server.Requests.Count(static request => request.StartsWith("PATCH ", StringComparison.Ordinal)));
        Assert.Equal(isRetried ? 1 : 0, log.Messages.Count);
    }

    [Fact]
    public async Task A_definition_that_is_gone_is_not_left()
    {
        using var server = new TestServer(static _ => TestServer.Status(404, "not found", """{"name":"x"}"""));
        using var client = new ClusterClient(new ClusterEndpoint(new Uri(server.Address), new Credential("nobody")));
        Assert.Empty(await new DefinitionRemoval(client).LeftAsync([s_definition], new CommandLog(), TestContext.Current.CancellationToken));
    }
}

using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Core.Tests.Cluster.Connection;
using CalicoTools.Core.Tests.Manifests.Settings;

namespace CalicoTools.Core.Tests.Cluster.Api;

public sealed class ApiWarningsTests
{
    private const string Format = "unrecognized format \\\"cidr\\\"";
    private static readonly ApiPath s_definition = ApiResource.Of("apiextensions.k8s.io/v1", "CustomResourceDefinition").Named(null, "ippools");

    [Fact]
    public async Task What_the_server_warns_of_a_write_is_told_once_with_the_object()
    {
        using var server = new TestServer(static _ =>
            $"HTTP/1.1 200 X\r\nConnection: close\r\nWarning: 299 - \"{Format}\"\r\nWarning: 299 - \"two\"\r\nContent-Length: 2\r\n\r\n{{}}");
        using var client = new ClusterClient(new ClusterEndpoint(new Uri(server.Address), new Credential("nobody")));
        var log = new CommandLog();
        await client.GetAsync(s_definition, TestContext.Current.CancellationToken);
        client.TellWarnings(log);
        Assert.Empty(log.Warnings);
        foreach (var dryRun in new[] { true, false })
        {
            await client.ApplyAsync(s_definition, [.. "{}"u8], dryRun, force: false, TestContext.Current.CancellationToken);
            client.TellWarnings(log);
        }

        Assert.Equal(
            [
                "The API server warns of CustomResourceDefinition ippools: unrecognized format \"cidr\"",
                "The API server warns of CustomResourceDefinition ippools: two",
            ],
            log.Warnings);
    }
}

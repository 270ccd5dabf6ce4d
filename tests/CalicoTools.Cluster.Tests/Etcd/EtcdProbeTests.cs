using System.Net;
using System.Net.Sockets;
using CalicoTools.Certificates.Pem;
using CalicoTools.Etcd;

namespace CalicoTools.Cluster.Tests.Etcd;

/// <summary>What the probe makes of a real etcd, and of what is none.</summary>
public sealed class EtcdProbeTests(EtcdProbeTests.Cluster cluster) : IClassFixture<EtcdProbeTests.Cluster>
{
    private EtcdCluster Etcd => cluster.Etcd;

    [Fact]
    public async Task Every_member_is_healthy_to_the_client_certificate()
    {
        var results = await ProbeAsync("pki", "pki", Etcd.Endpoints);
        Assert.Equal(Etcd.Endpoints, results.Select(static result => result.Endpoint));
        Assert.All(results, static result => Assert.Equal(EtcdAnswer.Healthy, result.Answer));
    }

    [Fact]
    public async Task Servers_of_another_authority_are_not_trusted()
    {
        Etcd.Shell("New-CalicoCerts -Path stranger");
        Assert.All(await ProbeAsync("stranger", "stranger", Etcd.Endpoints), static result => Assert.Equal(EtcdAnswer.ServerUntrusted, result.Answer));
    }

    [Fact]
    public async Task A_client_of_another_authority_is_refused()
    {
        Etcd.Shell("New-CalicoCerts -Path intruder");
        Assert.All(await ProbeAsync("pki", "intruder", Etcd.Endpoints), static result => Assert.Equal(EtcdAnswer.ClientRefused, result.Answer));
    }

    [Fact]
    public async Task Servers_under_a_name_that_their_certificates_do_not_have_are_told() => Assert.All(
        await ProbeAsync("pki", "pki", Etcd.OtherEndpoints), static result => Assert.Equal(EtcdAnswer.ServerNameMismatch, result.Answer));

    [Fact]
    public async Task A_member_that_hangs_is_silent_and_the_others_are_asked_all_the_same()
    {
        Etcd.Members[1].Freeze();
        try
        {
            var results = await ProbeAsync("pki", "pki", Etcd.Endpoints);
            Assert.Equal((EtcdAnswer.Silent, "no answer within 5 seconds"), (results[1].Answer, results[1].Detail));
            Assert.NotEqual(EtcdAnswer.Silent, results[0].Answer);
        }
        finally
        {
            Etcd.Members[1].Thaw();
        }
    }

    [Fact]
    public async Task What_is_not_there_or_no_etcd_is_told_apart()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var nowhere = $"https://{closed.LocalEndpoint}";
        closed.Stop();

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerPlainlyAsync(listener);
        var results = await ProbeAsync("pki", "pki", [nowhere, $"https://{listener.LocalEndpoint}", "https://etcd.invalid:2379"]);
        await answering;
        Assert.Equal([EtcdAnswer.Unreachable, EtcdAnswer.NotTls, EtcdAnswer.Unreachable], results.Select(static result => result.Answer));
    }

    private static async Task AnswerPlainlyAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<EtcdProbeResult>> ProbeAsync(string authority, string client, IEnumerable<string> endpoints)
    {
        using var ca = PemText.Load(Etcd.At($"{authority}/ca.pem"), TestContext.Current.CancellationToken);
        using var certificate = PemText.Load(Etcd.At($"{client}/calico.pem"), TestContext.Current.CancellationToken);
        using var key = PemText.Load(Etcd.At($"{client}/calico-key.pem"), TestContext.Current.CancellationToken);
        using var identity = EtcdIdentity.Load(ca, certificate, key);
        return await EtcdProbe.ProbeAsync(endpoints, identity, TestContext.Current.CancellationToken);
    }

    /// <summary>One cluster for all tests here.</summary>
    public sealed class Cluster : IAsyncLifetime
    {
        internal EtcdCluster Etcd { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Etcd = await EtcdCluster.StartAsync("ECDsaP256");

        public ValueTask DisposeAsync() => Etcd?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

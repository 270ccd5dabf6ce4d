namespace CalicoTools.Cluster.Tests.Etcd;

/// <summary>What a real etcd says of the certificates.</summary>
public sealed class ClientCertificateTests(ClientCertificateTests.Cluster cluster) : IClassFixture<ClientCertificateTests.Cluster>
{
    private EtcdCluster Etcd => cluster.Etcd;

    [Fact]
    public void The_client_certificate_writes_and_reads_on_every_member()
    {
        Assert.Equal("OK", Etcdctl(Etcd.Pki, "put", "/calico/x", "y").Output.Trim());
        Assert.Equal("y", Etcdctl(Etcd.Pki, "get", "/calico/x", "--print-value-only").Output.Trim());
        var members = Etcdctl(Etcd.Pki, "member", "list").Output.Split('\n');
        Assert.Equal(3, members.Count(static line => line.Contains("started", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("RSA2048")]
    [InlineData("ECDsaP384")]
    [InlineData("Ed25519")]
    public void A_client_certificate_of_any_kind_from_the_same_authority_is_accepted(string keyAlgorithm)
    {
        Etcd.Shell($"New-CalicoCerts -Path {keyAlgorithm} -CAPath pki/ca.pem -CAKeyPath pki/ca-key.pem -KeyAlgorithm {keyAlgorithm}");
        Assert.Equal(0, Etcdctl(Etcd.At(keyAlgorithm), "endpoint", "health").ExitCode);
    }

    [Fact]
    public async Task A_cluster_all_in_Ed25519_comes_up()
    {
        await using var other = await EtcdCluster.StartAsync("Ed25519");
        Assert.Equal("OK", other.Etcdctl(other.Pki, "put", "x", "y").Output.Trim());
    }

    [Fact]
    public void A_client_certificate_of_another_authority_is_refused()
    {
        Etcd.Shell("New-CalicoCerts -Path other");
        AssertRefused("other", "signed by unknown authority");
    }

    [Theory]
    [InlineData("expired", "-1", "extendedKeyUsage=clientAuth", "has expired")]
    [InlineData("server", "10", "extendedKeyUsage=serverAuth", "incompatible key usage")]
    public void A_client_certificate_that_is_not_valid_for_it_is_refused_and_found(
        string folder, string days, string extension, string reason)
    {
        ExternalProgram.Run("bash", "-e", "-c", $$"""
            cd '{{Etcd.At("")}}'
            mkdir {{folder}}
            cp pki/ca.pem {{folder}}/ca.pem
            openssl ecparam -name prime256v1 -genkey -noout -out {{folder}}/calico-key.pem
            openssl req -new -key {{folder}}/calico-key.pem -subj /CN=calico -out request
            echo {{extension}} > extension
            openssl x509 -req -in request -CA pki/ca.pem -CAkey pki/ca-key.pem -days {{days}} -extfile extension -out {{folder}}/calico.pem
            """);
        AssertRefused(folder, reason);
        Etcd.Shell($"if (Test-CalicoCerts {folder} -Quiet) {{ exit 1 }}");
    }

    private ProgramResult Etcdctl(string folder, params string[] arguments) => Etcd.Etcdctl(folder, arguments);

    // etcdctl is told no more than "bad certificate", if anything; the members know why.
    private void AssertRefused(string folder, string reason)
    {
        Assert.NotEqual(0, Etcdctl(Etcd.At(folder), "--dial-timeout", "2s", "--command-timeout", "3s", "get", "x").ExitCode);
        Assert.Contains(reason, Etcd.Log, StringComparison.Ordinal);
        Assert.Equal(0, Etcdctl(Etcd.Pki, "get", "x").ExitCode);
    }

    /// <summary>One cluster for all tests here.</summary>
    public sealed class Cluster : IAsyncLifetime
    {
        internal EtcdCluster Etcd { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Etcd = await EtcdCluster.StartAsync("ECDsaP256");

        public ValueTask DisposeAsync() => Etcd?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}

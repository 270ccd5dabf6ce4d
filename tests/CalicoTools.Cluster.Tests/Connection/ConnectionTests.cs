using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.Cluster.Tests.Rollout;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.Cluster.Tests.Connection;

/// <summary>How a real API server is reached, and what is said where it cannot be.</summary>
public sealed class ConnectionTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>, IDisposable
{
    // Only the proxies of the tests know it; the API server's certificate is for it.
    private const string FarServer = "https://kubernetes.default.svc:6443";

    private static readonly ApiPath s_daemonSet = ApiResource.Of("apps/v1", "DaemonSet").Named("kube-system", "calico-node");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ClusterFact]
    public async Task A_certificate_a_token_and_a_plugin_are_accepted_from_files_and_in_place()
    {
        var (certificate, key) = Cluster.Certificates.User("connection", [ClusterCertificates.Administrators]);
        var token = await TokenAsync();
        _folder.Write("token", token);
        _folder.Write("plugin", $$$"""
            echo '{"apiVersion":"v1","kind":"ExecCredential","status":{"token":"{{{token}}}","expirationTimestamp":"2030-01-01T00:00:00Z"}}'
            """);
        _folder.Write("certificate-plugin", $$$"""
            echo '{"apiVersion":"v1","status":{"clientCertificateData":"{{{Escape(certificate)}}}","clientKeyData":"{{{Escape(key)}}}"}}'
            """);
        string[] users =
        [
            $"{{client-certificate: '{certificate}', client-key: '{key}'}}",
            $"{{client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}}}",
            $"{{token: {token}}}",
            "{tokenFile: token}",
            "{exec: {apiVersion: v1, command: sh, args: ['" + _folder["plugin"] + "']}}",
            "{exec: {apiVersion: v1, command: sh, args: ['" + _folder["certificate-plugin"] + "']}}",
        ];
        foreach (var user in users)
        {
            using var client = Connect(user);

            // Whoever is let in may ask what he may do.
            Assert.NotNull(await client.GetAsync("/apis/authorization.k8s.io/v1", Stop));
        }

        // The staged module of a release holds less of the package that reads all this than this process does.
        ModuleHost.Run($"Install-Calico -Version {ServerReleases.Newest} -Datastore Kubernetes -KubeConfig '{_folder["config"]}' -WhatIf");
    }

    [ClusterFact]
    public async Task An_expired_token_is_told_from_one_that_is_refused()
    {
        var token = await TokenAsync();
        string At(string keyPath, int minutes) =>
            $"{{token: {SignedToken.Create(token, keyPath, DateTimeOffset.UtcNow.AddMinutes(minutes))}}}";
        var key = Cluster.Certificates.ServiceAccounts.Key;
        using (var client = Connect(At(key, minutes: 5)))
        {
            Assert.NotNull(await client.GetAsync("/version", Stop));
        }

        var expired = await FailsAsync(At(key, minutes: -5));
        Assert.Equal(("ClusterTokenExpired", ErrorKind.NotAuthenticated, 401), (expired.ErrorId, expired.Kind, expired.StatusCode));
        Assert.Contains("the token of user 'u': it expired at", expired.Message, StringComparison.Ordinal);
        Assert.Contains("kubectl create token", expired.Remedy, StringComparison.Ordinal);

        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var foreignKey = _folder.Write("foreign.pem", foreign.ExportPkcs8PrivateKeyPem());
        Assert.Equal("ClusterUnauthorized", (await FailsAsync(At(foreignKey, minutes: 5))).ErrorId);
        Assert.Equal("ClusterUnauthorized", (await FailsAsync("{token: not.a.token}")).ErrorId);
    }

    [ClusterFact]
    public void An_expired_certificate_is_told_with_its_time_before_anything_is_sent()
    {
        var path = Cluster.Certificates.Authority;
        using var authority = X509Certificate2.CreateFromPemFile(path, Path.Combine(Path.GetDirectoryName(path)!, "ca-key.pem"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("O=system:masters, CN=late", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotBefore.AddSeconds(1), [1, 2, 3]);
        _folder.Write("late.pem", certificate.ExportCertificatePem());
        _folder.Write("late-key.pem", key.ExportPkcs8PrivateKeyPem());
        var error = Assert.Throws<ClusterException>(() => Connect("{client-certificate: late.pem, client-key: late-key.pem}"));
        Assert.Equal(("ClusterClientCertificateExpired", ErrorKind.NotAuthenticated), (error.ErrorId, error.Kind));
        Assert.Contains($"to {certificate.NotAfter.ToUniversalTime():u} only", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task What_is_forbidden_is_told_with_verb_and_resource()
    {
        var (certificate, key) = Cluster.Certificates.User("nobody");
        using var client = Connect($"{{client-certificate: '{certificate}', client-key: '{key}'}}");
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync(s_daemonSet, Stop));
        Assert.Equal(("ClusterForbidden", ErrorKind.PermissionDenied, 403), (error.ErrorId, error.Kind, error.StatusCode));
        Assert.Contains("User \"nobody\" cannot get resource \"daemonsets\" in API group", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task Another_authority_than_the_server_s_is_told_with_its_issuer()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=another-ca", other, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var error = await FailsAsync("{token: abc}", authority: _folder.Write("other.pem", authority.ExportCertificatePem()));
        Assert.Equal("ClusterCertificateUntrusted", error.ErrorId);
        Assert.Contains("CN=kubernetes", error.Message, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task A_server_s_other_name_has_to_be_said()
    {
        const string Alias = "https://api.example:6443";
        using var proxy = new ConnectProxy(Cluster.Server);
        var through = $"proxy-url: http://{proxy.Authority}";
        var error = await FailsAsync("{token: abc}", Alias, through);
        Assert.Equal("ClusterHostNameMismatch", error.ErrorId);
        Assert.Contains("kubernetes.default.svc", error.Message, StringComparison.Ordinal);

        using var client = Connect($"{{token: {await TokenAsync()}}}", Alias, through + "\n    tls-server-name: kubernetes.default.svc");
        Assert.NotNull(await client.GetAsync("/version", Stop));
        Assert.All(proxy.Asked, static asked => Assert.Equal("api.example:6443", asked));
    }

    [ClusterTheory]
    [InlineData(null, "")]
    [InlineData("u:p@ss", "u:p%40ss@")]
    public async Task The_proxy_of_the_kubeconfig_is_taken(string? wanted, string given)
    {
        using var proxy = new ConnectProxy(Cluster.Server, wanted);
        using var client = Connect($"{{token: {await TokenAsync()}}}", FarServer, $"proxy-url: http://{given}{proxy.Authority}");
        Assert.NotNull(await client.GetAsync("/version", Stop));
        Assert.Equal("kubernetes.default.svc:6443", Assert.Single(proxy.Asked));
    }

    [ClusterFact]
    public async Task A_proxy_that_does_not_lead_there_is_told_without_its_password()
    {
        using var proxy = new ConnectProxy(Cluster.Server, "u:secret");
        var refused = await FailsAsync("{token: abc}", FarServer, $"proxy-url: http://u:wrong-secret@{proxy.Authority}");
        Assert.Contains("407", refused.Message, StringComparison.Ordinal);
        var absent = await FailsAsync("{token: abc}", FarServer, "proxy-url: http://u:wrong-secret@127.0.0.1:1");
        var unknown = await FailsAsync("{token: abc}", FarServer, "proxy-url: http://u:wrong-secret@no-such-proxy.invalid:3128");
        Assert.Contains("http://no-such-proxy.invalid:3128", unknown.Message, StringComparison.Ordinal);
        foreach (var error in new[] { refused, absent, unknown })
        {
            Assert.Equal("ClusterProxyFailed", error.ErrorId);
            Assert.DoesNotContain("wrong-secret", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("proxy-url", error.Remedy, StringComparison.Ordinal);
        }
    }

    [ClusterFact]
    public void The_proxy_of_the_environment_is_taken_unless_it_is_excepted()
    {
        using var proxy = new ConnectProxy(Cluster.Server);
        var config = Write("{client-certificate-data: " + Base64(Cluster.Certificates.ApiServerClient.Certificate) + ", client-key-data: " +
            Base64(Cluster.Certificates.ApiServerClient.Key) + "}", FarServer);
        var command = $"Install-Calico -Version {ServerReleases.Newest} -Datastore Kubernetes -KubeConfig '{config}' -WhatIf";
        var environment = new Dictionary<string, string?> { ["HTTPS_PROXY"] = $"http://{proxy.Authority}", ["NO_PROXY"] = null };
        var shown = ModuleHost.Try(command, environment: environment);
        Assert.Contains("DaemonSet kube-system/calico-node", shown.Output, StringComparison.Ordinal);
        Assert.Contains("kubernetes.default.svc:6443", proxy.Asked);

        environment["NO_PROXY"] = "kubernetes.default.svc";
        Assert.Contains("'kubernetes.default.svc' cannot be resolved", Error(command, environment), StringComparison.Ordinal);

        environment["NO_PROXY"] = null;
        environment["HTTPS_PROXY"] = "http://127.0.0.1:1";
        Assert.Contains("through the proxy http://127.0.0.1:1", Error(command, environment), StringComparison.Ordinal);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LocalCluster Cluster => fixture.Cluster;

    // Long messages are broken into lines.
    private static string Error(string command, Dictionary<string, string?> environment) =>
        ModuleHost.Try(command, environment: environment).Error.ReplaceLineEndings(" ");

    private static string Base64(string file) => Convert.ToBase64String(File.ReadAllBytes(file));

    private static string Escape(string file) => File.ReadAllText(file).Replace("\n", "\\\\n", StringComparison.Ordinal);

    private async Task<string> TokenAsync()
    {
        var account = $"connection-{Guid.NewGuid():N}";
        Kubectl.Run(Cluster.Administrator, "create", "serviceaccount", account, "-n", "kube-system");
        return await Cluster.TokenAsync(account);
    }

    private async Task<ClusterException> FailsAsync(string user, string? server = null, string cluster = "", string? authority = null)
    {
        using var client = Connect(user, server, cluster, authority);
        return await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync(s_daemonSet, Stop));
    }

    private ClusterClient Connect(string user, string? server = null, string cluster = "", string? authority = null) =>
        ClusterClient.Connect(new ConnectionOptions { KubeConfig = Write(user, server, cluster, authority) }, new WarningLog(), TestContext.Current.CancellationToken);

    private string Write(string user, string? server = null, string cluster = "", string? authority = null) => _folder.Write("config", $"""
        current-context: c
        contexts: [{"{name: c, context: {cluster: c, user: u}}"}]
        users:
        - name: u
          user: {user}
        clusters:
        - name: c
          cluster:
            server: {server ?? Cluster.Server.AbsoluteUri}
            certificate-authority: '{authority ?? Cluster.Certificates.Authority}'
            {cluster}

        """);
}

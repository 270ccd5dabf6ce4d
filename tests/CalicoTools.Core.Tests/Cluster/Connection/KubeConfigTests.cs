using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CalicoTools.Cluster.Api;
using CalicoTools.Cluster.Connection;
using CalicoTools.Core.Tests.Manifests.Settings;

namespace CalicoTools.Core.Tests.Cluster.Connection;

/// <summary>Which cluster and which credentials kubeconfigs stand for.</summary>
public sealed class KubeConfigTests : IDisposable
{
    private const string Version = """{"major":"1","minor":"20"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly CommandLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_several_files_the_first_that_has_something_counts_and_paths_are_relative_to_their_own()
    {
        Directory.CreateDirectory(_folder["a"]);
        Directory.CreateDirectory(_folder["b"]);
        File.WriteAllText(_folder["b/token"], "from-b");
        var first = _folder.Write("a/config", Config("one", "https://one:6443", "{token: from-a}"));
        var second = _folder.Write("b/config", Config("two", "https://two:6443", "{tokenFile: token}", current: "two"));
        var config = KubeConfig.Read([first, second], TestContext.Current.CancellationToken);
        Assert.Equal(["one", "two"], config.Contexts);
        Assert.Equal("two", config.CurrentContext);
        Assert.Equal("https://two:6443/", ContextReader.Read(config, null, TestContext.Current.CancellationToken).Server.ToString());
        Assert.Equal("https://one:6443/", ContextReader.Read(config, "one", TestContext.Current.CancellationToken).Server.ToString());
    }

    [Theory]
    [InlineData("{token: abc}", "Authorization: Bearer abc")]
    [InlineData("{tokenFile: token}", "Authorization: Bearer from-file")]
    [InlineData("{username: u, password: p}", "Authorization: Basic dTpw")]
    [InlineData("{token: abc, as: other, as-groups: [g]}", "Impersonate-User: other")]
    [InlineData("{auth-provider: {name: oidc, config: {id-token: identity}}}", "Authorization: Bearer identity")]
    public async Task Credentials_are_sent(string user, string header)
    {
        _folder.Write("token", "from-file\n");
        using var server = new TestServer(static _ => TestServer.Json(200, Version));
        using var client = Connect(Config("c", server.Address, user, current: "c"));
        Assert.Equal("20", (string?)(await client.GetAsync("/version", Stop))["minor"]);
        Assert.Contains(header, Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_is_run_with_its_arguments_as_they_are_and_again_when_its_token_is_refused()
    {
        var plugin = _folder.Write("plugin", """
            n=$(cat count 2>/dev/null || echo 0); n=$((n + 1)); echo $n > count
            echo "{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":\"ExecCredential\",\"status\":{\"token\":\"$1-$n\"}}"
            """.Replace("count", _folder["count"], StringComparison.Ordinal));
        using var server = new TestServer(static request => request.Contains("a b-2", StringComparison.Ordinal)
            ? TestServer.Json(200, Version)
            : TestServer.Status(401, "Unauthorized"));
        var user = $"{{exec: {{apiVersion: client.authentication.k8s.io/v1, command: sh, args: ['{plugin}', 'a b']}}}}";
        using var client = Connect(Config("c", server.Address, user, current: "c"));
        await client.GetAsync("/version", Stop);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("{exec: {apiVersion: v1, command: no-such-plugin-here, installHint: Install it.}}", "KubeConfigPluginNotFound")]
    [InlineData("{exec: {apiVersion: v1, command: 'false'}}", "KubeConfigPluginFailed")]
    [InlineData("{exec: {apiVersion: v1, command: 'true'}}", "KubeConfigPluginFailed")]
    [InlineData("{exec: {apiVersion: v1, command: echo, args: ['{']}}", "KubeConfigPluginFailed")]
    [InlineData("""{exec: {apiVersion: v1, command: echo, args: ['{"apiVersion":"v1","status":{}}']}}""", "KubeConfigPluginFailed")]
    [InlineData("""{exec: {apiVersion: v1, command: echo, args: ['{"status":{"token":"a"}}']}}""", "KubeConfigPluginFailed")]
    [InlineData("{exec: {apiVersion: v1, command: echo, interactiveMode: Always}}", "KubeConfigPluginFailed")]
    [InlineData("{tokenFile: nowhere}", "KubeConfigFileUnreadable")]
    [InlineData("{tokenFile: lines}", "KubeConfigTokenInvalid")]
    [InlineData("{tokenFile: empty}", "KubeConfigTokenInvalid")]
    public async Task Credentials_that_cannot_be_had_are_an_error(string user, string errorId)
    {
        _folder.Write("lines", "one\ntwo\n");
        _folder.Write("empty", "\n");
        using var client = Connect(Config("c", "http://127.0.0.1:9", user, current: "c"));
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync("/version", Stop));
        Assert.Equal(errorId, error.ErrorId);
    }

    [Theory]
    [InlineData("yes", "larger than 1 MiB")]
    [InlineData("cat /dev/zero", "larger than 1 MiB")]
    public async Task A_plugin_whose_answer_has_no_end_is_ended(string program, string reason)
    {
        var plugin = _folder.Write("plugin", program);
        using var client = Connect(Config("c", "http://127.0.0.1:9", $"{{exec: {{apiVersion: v1, command: sh, args: ['{plugin}']}}}}", current: "c"));
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync("/version", Stop));
        Assert.Equal("KubeConfigPluginFailed", error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_plugin_s_complaints_the_end_is_shown_without_secrets()
    {
        var plugin = _folder.Write("plugin", "head -c 3000000 /dev/zero | tr '\\0' x >&2; printf '\\033]0;t\\007 token=hunter2222 Log in again.' >&2; exit 3");
        using var client = Connect(Config("c", "http://127.0.0.1:9", $"{{exec: {{apiVersion: v1, command: sh, args: ['{plugin}']}}}}", current: "c"));
        var error = await Assert.ThrowsAsync<ClusterException>(() => client.GetAsync("/version", Stop));
        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Log in again.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2222", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', error.Message);
        Assert.InRange(error.Message.Length, 1, 2 * DisplayText.LongestExcerpt);
    }

    [Theory]
    [InlineData("a: &x {b: 1}\nc: {<<: *nope}\n")]
    [InlineData("clusters: [*nope]\n")]
    [InlineData("<<: *nope\n")]
    public void An_alias_of_nothing_is_malformed(string text)
    {
        var error = Assert.Throws<ClusterException>(() => Connect(_folder.Write("config", text)));
        Assert.Equal("KubeConfigMalformed", error.ErrorId);
    }

    [Theory]
    [InlineData("{token: \"a\\nb\"}", "KubeConfigTokenInvalid")]
    [InlineData("{client-certificate-data: QUJD, client-key-data: QUJD}", "ClusterClientCertificateUnusable")]
    [InlineData("{client-certificate-data: QUJD}", "KubeConfigClientCertificateIncomplete")]
    [InlineData("{client-key-data: QUJD}", "KubeConfigClientCertificateIncomplete")]
    [InlineData("{client-certificate-data: '*'}", "KubeConfigValueInvalid")]
    [InlineData("{client-certificate: nowhere, client-key: nowhere}", "KubeConfigFileUnreadable")]
    [InlineData("{exec: {apiVersion: v1}}", "KubeConfigPluginUnnamed")]
    [InlineData("{auth-provider: {name: gcp}}", "KubeConfigAuthProviderUnsupported")]
    public void A_user_that_cannot_log_in_is_an_error_before_anything_is_sent(string user, string errorId)
    {
        var error = Assert.Throws<ClusterException>(() => Connect(Config("c", "https://127.0.0.1:1", user, current: "c")));
        Assert.Equal(errorId, error.ErrorId);
        Assert.NotEmpty(error.Remedy);
    }

    [Theory]
    [InlineData("tls-server-name: a b", "KubeConfigServerNameInvalid")]
    [InlineData("proxy-url: ftp://u:secret@proxy", "KubeConfigProxyInvalid")]
    [InlineData("certificate-authority-data: QUJD", "KubeConfigValueInvalid")]
    [InlineData("certificate-authority: nowhere", "KubeConfigFileUnreadable")]
    public void A_cluster_that_cannot_be_reached_as_the_kubeconfig_says_is_an_error(string cluster, string errorId)
    {
        var config = Config("c", "https://127.0.0.1:1", "{token: a}", current: "c", cluster: cluster);
        var error = Assert.Throws<ClusterException>(() => Connect(config));
        Assert.Equal(errorId, error.ErrorId);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: [", ":2:1: This is not valid YAML")]
    [InlineData("users: 3", ":1:8: ")]
    [InlineData("users: []\nusers: []", ":2:1: ")]
    [InlineData("clusters:\n- cluster: {insecure-skip-tls-verify: maybe}", ":2:39: ")]
    [InlineData("users: [{user: {token: {a: b}}}]", ":1:24: ")]
    [InlineData("clusters: [{cluster: {a: ###, b}}]", ":")]
    [InlineData("a: b\n---\na: b", "not one YAML mapping")]
    public void A_malformed_kubeconfig_is_told_with_the_place(string text, string place)
    {
        var error = Assert.Throws<ClusterException>(() => Connect(text));
        Assert.Equal("KubeConfigMalformed", error.ErrorId);
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_is_told_of_the_cluster_when_it_asks()
    {
        var plugin = _folder.Write("plugin", """
            echo "{\"apiVersion\":\"v1\",\"status\":{\"token\":\"$(echo $KUBERNETES_EXEC_INFO $A | base64 -w 0)\"}}"
            """);
        using var server = new TestServer(static _ => TestServer.Json(200, Version));
        var user = $"{{exec: {{apiVersion: v1, command: sh, args: ['{plugin}'], provideClusterInfo: true, env: [{{name: A, value: 1}}]}}}}";
        using var client = Connect(Config("c", server.Address, user, current: "c", cluster: "extensions: [{name: x, extension: {y: 1}}]"));
        await client.GetAsync("/version", Stop);
        var request = Assert.Single(server.Requests);
        var told = Encoding.UTF8.GetString(Convert.FromBase64String(request.Split("Bearer ")[1].Split('\r')[0]));
        Assert.EndsWith(" 1\n", told, StringComparison.Ordinal);
        Assert.Equal(server.Address, (string?)JsonNode.Parse(told[..^3])!["spec"]!["cluster"]!["server"]);
    }

    [Fact]
    public async Task Whom_the_server_is_to_act_as_is_sent_whole()
    {
        using var server = new TestServer(static _ => TestServer.Json(200, Version));
        using var client = Connect(Config(
            "c", server.Address, "{as: other, as-uid: 1, as-groups: [g, h], as-user-extra: {scopes: [a, b]}}", current: "c"));
        await client.GetAsync("/version", Stop);
        var request = Assert.Single(server.Requests);
        Assert.All(
            ["User: other", "Uid: 1", "Group: g", "Extra-scopes: a"],
            header => Assert.Contains($"Impersonate-{header}", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: [", "KubeConfigMalformed")]
    [InlineData("- a", "KubeConfigMalformed")]
    [InlineData("current-context: gone\ncontexts: [{name: there}]", "KubeContextUnknown")]
    [InlineData("contexts: [{name: there}]", "KubeContextNotChosen")]
    [InlineData("current-context: c\ncontexts: [{name: c, context: {cluster: x}}]", "KubeContextIncomplete")]
    [InlineData(
        "current-context: c\ncontexts: [{name: c, context: {cluster: x, user: y}}]\nclusters: [{name: x, cluster: {server: 'https://a'}}]",
        "KubeContextIncomplete")]
    [InlineData(
        "current-context: c\ncontexts: [{name: c, context: {cluster: x}}]\nclusters: [{name: x, cluster: {server: a}}]",
        "KubeConfigServerInvalid")]
    [InlineData(
        "current-context: c\ncontexts: [{name: c, context: {cluster: x}}]\nclusters: [{name: x, cluster: {server: 'https://010.0.0.1'}}]",
        "KubeConfigServerInvalid")]
    public void A_kubeconfig_that_does_not_say_which_cluster_is_an_error(string text, string errorId)
    {
        var error = Assert.Throws<ClusterException>(() => Connect(text));
        Assert.Equal(errorId, error.ErrorId);
        if (errorId == "KubeContextUnknown")
        {
            Assert.Contains("'there'", error.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Skipping_verification_is_warned_about()
    {
        using var client = Connect(Config("c", "https://127.0.0.1:1", "{}", current: "c", cluster: "insecure-skip-tls-verify: true"));
        Assert.Contains("insecure-skip-tls-verify", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true, true, "", null)]
    [InlineData(10, true, false, "insecure-skip-tls-verify: true", null)]
    [InlineData(10, false, true, "tls-server-name: api.example", null)]
    [InlineData(10, false, true, "", "ClusterHostNameMismatch")]
    [InlineData(10, true, false, "", "ClusterCertificateUntrusted")]
    [InlineData(-1, true, true, "", "ClusterCertificateExpired")]
    public async Task The_server_has_to_be_the_one_the_kubeconfig_means(
        int days, bool hasAddress, bool isKnown, string cluster, string? errorId)
    {
        using var certificate = TestServer.Certificate(TimeSpan.FromDays(days), hasAddress ? [IPAddress.Loopback] : []);
        using var server = new TestServer(static _ => TestServer.Json(200, Version), certificate);
        _folder.Write("ca.pem", certificate.ExportCertificatePem());
        var trust = isKnown ? "certificate-authority: ca.pem" : "";
        using var client = Connect(Config("c", server.Address, "{token: abc}", current: "c", cluster: $"{trust}\n{cluster}"));
        var error = await Record.ExceptionAsync(() => client.GetAsync("/version", Stop)) as ClusterException;
        Assert.Equal(errorId, error?.ErrorId);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Config(string name, string server, string user, string? current = null, string cluster = "") => $"""
        apiVersion: v1
        kind: Config
        {(current is null ? "" : $"current-context: {current}")}
        contexts:
        - name: {name}
          context:
            cluster: {name}
            user: {name}
        users:
        - name: {name}
          user: {user}
        clusters:
        - name: {name}
          cluster:
            server: {server}
            {cluster.Replace("\n", "\n    ", StringComparison.Ordinal)}

        """;

    private ClusterClient Connect(string text) =>
        ClusterClient.Connect(new ConnectionOptions { KubeConfig = _folder.Write("config", text) }, _log, TestContext.Current.CancellationToken);
}

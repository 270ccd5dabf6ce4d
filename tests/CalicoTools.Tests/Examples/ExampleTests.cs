using System.Text.Json.Nodes;

namespace CalicoTools.Tests.Examples;

/// <summary>Every example does what it says, run as a newcomer runs it.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void From_nothing_to_certificates_Secret_and_manifest()
    {
        using var folder = new TemporaryFolder();
        Run("etcd-new-ca.ps1", "-Path", folder["calico"]);

        ExternalProgram.Run(
            "openssl", "verify", "-CAfile", folder["calico/pki/ca.pem"], folder["calico/pki/calico.pem"], folder["calico/pki/etcd1.pem"]);
        var secret = Assert.Single(Read(folder["calico/calico-etcd-secrets.yaml"]));
        Assert.Equal(Convert.ToBase64String(File.ReadAllBytes(folder["calico/pki/calico-key.pem"])), (string?)secret["data"]!["etcd-key"]);
        Assert.Equal(File.ReadAllText(folder["calico/pki/etcd-cert"]), (string?)secret["data"]!["etcd-cert"]);
        var objects = Read(folder["calico/calico-etcd.yaml"]);
        Assert.Equal(11, objects.Count);
        Assert.True(JsonNode.DeepEquals(secret["data"], Find(objects, "Secret")["data"]));
        var config = Find(objects, "ConfigMap")["data"]!;
        Assert.Equal(
            ["https://192.168.10.73:2379", "https://192.168.10.74:2379", "https://192.168.10.75:2379"],
            ((string)config["etcd_endpoints"]!).Split(',').Order());
        Assert.Equal("/calico-secrets/etcd-ca", (string?)config["etcd_ca"]);
        Assert.Equal("10.244.0.0/16", Environment(objects, "CALICO_IPV4POOL_CIDR"));
        Assert.Equal("can-reach=192.168.10.73", Environment(objects, "IP_AUTODETECTION_METHOD"));
    }

    [Fact]
    public void Run_again_it_stops_and_with_force_it_keeps_the_authority()
    {
        using var folder = new TemporaryFolder();
        Run("etcd-new-ca.ps1", "-Path", folder["calico"]);
        var authority = File.ReadAllText(folder["calico/pki/ca.pem"]);
        var client = File.ReadAllText(folder["calico/pki/calico.pem"]);

        var refused = Try("etcd-new-ca.ps1", "-Path", folder["calico"]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("-Force", refused.Error, StringComparison.Ordinal);
        Assert.Equal(client, File.ReadAllText(folder["calico/pki/calico.pem"]));

        Run("etcd-new-ca.ps1", "-Path", folder["calico"], "-Force");
        Assert.Equal(authority, File.ReadAllText(folder["calico/pki/ca.pem"]));
        Assert.NotEqual(client, File.ReadAllText(folder["calico/pki/calico.pem"]));
    }

    [Fact]
    public void An_existing_authority_signs_and_the_manifest_holds_no_key()
    {
        using var folder = new TemporaryFolder();
        ExternalProgram.Run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=etcd-ca", "-days", "3650",
            "-keyout", folder["ca-key.pem"], "-out", folder["ca.pem"]);

        Run("etcd-existing-ca.ps1", "-CAPath", folder["ca.pem"], "-CAKeyPath", folder["ca-key.pem"], "-Path", folder["calico"]);

        ExternalProgram.Run("openssl", "verify", "-CAfile", folder["ca.pem"], folder["calico/pki/calico.pem"]);
        Assert.False(File.Exists(folder["calico/pki/ca-key.pem"]));
        var objects = Read(folder["calico/calico-etcd.yaml"]);
        Assert.DoesNotContain(objects, static item => (string?)item["kind"] == "Secret");
        Assert.Equal("/calico-secrets/etcd-key", (string?)Find(objects, "ConfigMap")["data"]!["etcd_key"]);
        Assert.Equal("Secret", (string?)Assert.Single(Read(folder["calico/calico-etcd-secrets.yaml"]))["kind"]);
    }

    [OfficialFact]
    public void An_official_manifest_for_the_Kubernetes_datastore_is_configured()
    {
        using var folder = new TemporaryFolder();
        Run("kubernetes-datastore.ps1", "-ManifestPath", ReferenceFolder.Manifest(
            "v3.28.5", "calico.yaml"), "-Path", folder["calico.yaml"]);

        var objects = Read(folder["calico.yaml"]);
        Assert.Equal("10.244.0.0/16", Environment(objects, "CALICO_IPV4POOL_CIDR"));
        Assert.Equal("CrossSubnet", Environment(objects, "CALICO_IPV4POOL_VXLAN"));
        Assert.Equal("interface=eth.*", Environment(objects, "IP_AUTODETECTION_METHOD"));
        Assert.Equal("registry.example.com/calico/node:v3.28.5", (string?)Node(objects)["image"]);
    }

    [Fact]
    public void A_site_s_settings_are_splatted_from_a_file()
    {
        using var folder = new TemporaryFolder();
        Run("site-settings.ps1", "-Path", folder["calico-etcd.yaml"]);

        var objects = Read(folder["calico-etcd.yaml"]);
        Assert.Equal("cidr=192.168.10.0/24,192.168.20.0/24", Environment(objects, "IP_AUTODETECTION_METHOD"));
        Assert.Equal("CrossSubnet", Environment(objects, "CALICO_IPV4POOL_IPIP"));
        Assert.Equal("Warning", Environment(objects, "FELIX_LOGSEVERITYSCREEN"));
        Assert.Equal("1440", (string?)Find(objects, "ConfigMap")["data"]!["veth_mtu"]);
        Assert.Equal(
            "registry-example", (string?)Find(objects, "DaemonSet")["spec"]!["template"]!["spec"]!["imagePullSecrets"]![0]!["name"]);
    }

    [Fact]
    public void No_example_is_without_a_test()
    {
        var text = File.ReadAllText(Repository.At("tests", "CalicoTools.Tests", "Examples", "ExampleTests.cs"));
        Assert.All(
            Directory.GetFiles(Repository.At("examples"), "*.ps1").Select(Path.GetFileName),
            name => Assert.Contains($"Run(\"{name}\"", text, StringComparison.Ordinal));
    }

    private static void Run(string example, params string[] arguments)
    {
        var result = Try(example, arguments);
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, result.Output + result.Error);
    }

    private static ProgramResult Try(string example, params string[] arguments) =>
        PowerShellProcess.Run(["-File", Repository.At("examples", example), .. arguments]);

    private static List<JsonNode> Read(string file) =>
        [.. ExternalProgram.Run("kubectl", "annotate", "--local", "-f", file, "read=yes", "-o", "jsonpath={@}{\"\\n\"}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => JsonNode.Parse(line)!)];

    private static JsonNode Find(List<JsonNode> objects, string kind) => objects.Single(item => (string?)item["kind"] == kind);

    private static JsonNode Node(List<JsonNode> objects) =>
        Find(objects, "DaemonSet")["spec"]!["template"]!["spec"]!["containers"]!.AsArray()
            .Single(static item => (string?)item!["name"] == "calico-node")!;

    private static string? Environment(List<JsonNode> objects, string name) =>
        (string?)Node(objects)["env"]!.AsArray().Single(item => (string?)item!["name"] == name)!["value"];
}

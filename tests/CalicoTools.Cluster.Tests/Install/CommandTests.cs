using System.Globalization;
using System.Text.RegularExpressions;
using CalicoTools.Cluster.Tests.ControlPlane;
using CalicoTools.ControlPlane;
using CalicoTools.Releases;

namespace CalicoTools.Cluster.Tests.Install;

/// <summary>Install-Calico and Update-Calico on a real cluster, as a user types them.</summary>
public sealed class CommandTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private LocalCluster Cluster => fixture.Cluster;

    private string Connection => $"-KubeConfig '{Cluster.Administrator}'";

    [ClusterFact]
    public void Without_a_version_the_release_that_fits_the_cluster_best_is_installed_and_the_reason_said()
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        var kubernetes = ServerReleases.Kubernetes;
        var best = KubernetesFits.Best(kubernetes);
        var reason = $"the best that is built in for Kubernetes {kubernetes}: Calico {best} is tested with Kubernetes";
        Assert.Contains(reason, ModuleHost.Run($"Install-Calico -Datastore Kubernetes {Connection} -WhatIf"), StringComparison.Ordinal);
        Assert.Empty(Image());

        var shown = ModuleHost.Try($"Install-Calico -Datastore Kubernetes {Connection} -Verbose");
        Assert.Contains($"this is Calico {best}, the best", shown.Output + shown.Error, StringComparison.Ordinal);
        Assert.Contains("DaemonSet kube-system/calico-node", shown.Output, StringComparison.Ordinal);
        Assert.EndsWith($":{best}", Image(), StringComparison.Ordinal);

        Assert.Contains(reason, ModuleHost.Run($"Update-Calico {Connection} -WhatIf"), StringComparison.Ordinal);
    }

    [ClusterFact]
    public void A_file_is_compared_with_what_runs()
    {
        Install("-PodCidr 10.244.0.0/16 -NoWait");
        using var folder = new TemporaryFolder();
        var file = folder["calico.yaml"];
        ModuleHost.Run(
            $"New-CalicoManifest {ServerReleases.Older} -Datastore Kubernetes -PodCidr 10.244.0.0/16 -Mtu 1300 | Export-CalicoManifest '{file}'");
        string[] ways = [$"Compare-CalicoManifest '{file}' -Cluster {Connection}", $"'{file}' | Compare-CalicoManifest -Cluster {Connection}"];
        foreach (var way in ways)
        {
            var shown = ModuleHost.Run(way);
            Assert.Contains("ConfigMap kube-system/calico-config", shown, StringComparison.Ordinal);
            Assert.Contains("1300 -> 0", shown, StringComparison.Ordinal);
            Assert.Equal("1", ModuleHost.Run($"@({way}).Count").Trim());
        }

        Refused($"Compare-CalicoManifest '{file}' -Cluster -Context elsewhere", "elsewhere");
    }

    [ClusterFact]
    public void An_update_is_shown_asked_for_and_made_with_the_settings_that_are_installed()
    {
        Install("-PodCidr 10.244.0.0/16 -IPAutodetectionMethod can-reach=10.10.0.1 -Mtu 1400 -NoWait");
        var (older, newest) = ($"{ServerReleases.Older}", $"{ServerReleases.Newest}");
        var objects = Installing.Kubernetes().Resources.Count;
        var update = $"Update-Calico {newest} {Connection}";
        var shown = ModuleHost.Run($"{update} -WhatIf");
        var change = Regex.Match(shown, $@"What if: Update to Calico {newest} \(Kubernetes\), {objects} objects: (\d+) of {objects} objects change");
        Assert.True(change.Success, shown);
        var changes = int.Parse(change.Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Contains("WouldChange", shown, StringComparison.Ordinal);
        var asked = ModuleHost.Try($"{update} -Confirm", "n\n");
        Assert.Matches($@"{changes}\s+of\s+{objects}\s+objects\s+change\s+in\s+https://127", asked.Output);
        Assert.EndsWith($":{older}", Image(), StringComparison.Ordinal);

        Assert.Equal(changes, Regex.Count(ModuleHost.Run(update), "^(Configured|Created) ", RegexOptions.Multiline));
        Assert.EndsWith($":{newest}", Image(), StringComparison.Ordinal);
        Assert.Equal("1400", Installing.Field(Cluster, "configmap", "calico-config", "{.data.veth_mtu}"));
        Assert.Equal(
            "10.244.0.0/16 can-reach=10.10.0.1",
            Installing.Field(Cluster, "daemonset", "calico-node", Variable("CALICO_IPV4POOL_CIDR") + " " + Variable("IP_AUTODETECTION_METHOD")));
        Assert.Contains($" 0 of {objects} objects change", ModuleHost.Run($"{update} -WhatIf"), StringComparison.Ordinal);

        ModuleHost.Run($"{update} -Mtu 1300 -NoWait");
        Assert.Equal("1300", Installing.Field(Cluster, "configmap", "calico-config", "{.data.veth_mtu}"));
        Refused($"Update-Calico {older}", $"{older} is older");
        Refused(
            $"Update-Calico {ServerReleases.Refused}",
            ServerReleases.Refused.Number > ServerReleases.Newest.Number ? "KubernetesRefused" : $"{ServerReleases.Refused} is older");
    }

    [ClusterFact]
    public void What_cannot_be_updated_is_told_and_changes_nothing()
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        Refused("Update-Calico", "There is no Calico from a manifest");
        Refused($"Update-Calico {ServerReleases.Newest} -Context nowhere", "no context 'nowhere'");
        Refused("Update-Calico 3.99", "not the number of a Calico release");
        Refused($"Update-Calico {ServerReleases.Newest} -SkipRule KubernetesUntestd", "There is no rule");
        Assert.Empty(Image());
    }

    [ClusterFact]
    public void Custom_resources_are_not_removed_by_whoever_says_no()
    {
        Install("-PodCidr 10.244.0.0/16 -NoWait");
        var asked = ModuleHost.Try($"Uninstall-Calico {Connection} -IncludeCustomResources", "n\n");
        Assert.Contains("will be lost; nothing brings them back", asked.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.EndsWith($":{ServerReleases.Older}", Image(), StringComparison.Ordinal);
        Assert.Contains("ippools", Kubectl.Run(Cluster.Administrator, "get", "crd", "-o", "name"), StringComparison.Ordinal);
    }

    private static string Variable(string name) => $"{{.spec.template.spec.containers[0].env[?(@.name==\"{name}\")].value}}";

    private void Install(string settings)
    {
        Installing.Reset(Cluster, Installing.Kubernetes());
        ModuleHost.Run($"Install-Calico -Version {ServerReleases.Older} -Datastore Kubernetes {settings} {Connection}");
    }

    private void Refused(string command, string message)
    {
        var result = ModuleHost.Try($"{command} {Connection}");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private string Image() => Kubectl.Run(
        Cluster.Administrator, "get", "daemonset", "calico-node", "-n", "kube-system", "--ignore-not-found", "-o", "jsonpath={.spec.template.spec.containers[0].image}");
}

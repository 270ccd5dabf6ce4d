using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Releases;

public sealed class GetCalicoReleaseTests
{
    [Fact]
    public void All_releases_come_newest_first() => Assert.Equal(
        ["79 v3.32.1 v3.20.0"],
        ModuleShell.Run("$all = Get-CalicoRelease; \"$($all.Count) $($all[0]) $($all[-1])\"").Succeeded());

    [Fact]
    public void A_release_is_told_with_all_that_is_known_of_it() => Assert.Equal(
        [
            "v3.21.2 2021-12-06 1.20 - 1.22 1.16 1.24",
            "Kubernetes Etcd",
            "Default Typha Vxlan Bpf PolicyOnly Canal",
            "docker.io/calico/cni:v3.21.2 docker.io/calico/kube-controllers:v3.21.2 docker.io/calico/node:v3.21.2"
                + " docker.io/calico/pod2daemon-flexvol:v3.21.2 docker.io/calico/typha:v3.21.2 quay.io/coreos/flannel:v0.13.0",
            "upgrade-ipam install-cni flexvol-driver",
            "install-cni flexvol-driver",
            "True True",
        ],
        ModuleShell.Run("""
            $r = Get-CalicoRelease v3.21.2
            "$r $($r.Released.ToString('yyyy-MM-dd')) $($r.TestedKubernetes) $($r.MinimumKubernetes) $($r.MaximumKubernetes)"
            "$($r.Datastores)"
            "$($r.Variants)"
            "$($r.Images)"
            "$($r.InitContainers)"
            "$($r.InitContainers | Where-Object { $_.Datastores -contains 'Etcd' })"
            "$($r.MaximumKubernetes.Reason.Contains('policy/v1beta1')) $($r.Notes[0].StartsWith('v3.21.3 was never released'))"
            """).Succeeded());

    [Theory]
    [InlineData("v3.28.*", "v3.28.5 v3.28.4 v3.28.3 v3.28.2 v3.28.1 v3.28.0")]
    [InlineData("3.25.*", "v3.25.2 v3.25.1 v3.25.0")]
    [InlineData("v3.2[12].[56]", "v3.22.5 v3.21.6 v3.21.5")]
    [InlineData("V3.21.2,3.22.5", "v3.21.2 v3.22.5")]
    [InlineData("v3.99.*", "")]
    [InlineData("-Version v3.2?.[56] -KubernetesVersion 1.20", "v3.21.6 v3.21.5 v3.20.6 v3.20.5 v3.22.5")]
    [InlineData("-Version v3.2?.[56] -KubernetesVersion v1.21.14+k3s1", "v3.23.5 v3.22.5 v3.21.6 v3.21.5 v3.20.6 v3.20.5")]
    public void Releases_are_chosen_by_pattern_and_by_Kubernetes(string arguments, string releases)
    {
        var found = ModuleShell.Run($"Get-CalicoRelease {arguments} | ForEach-Object Version").Succeeded();
        Assert.StartsWith(releases, string.Join(' ', found), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_is_explained_to_who_asks()
    {
        var result = ModuleShell.Run("""
            Get-CalicoRelease v3.2[23].5 -KubernetesVersion 1.20 -Verbose | ForEach-Object { "$_ $($_.Fit.Fit)" }
            """);
        Assert.Equal(["v3.22.5 Untested"], result.Succeeded());
        Assert.Contains("v3.23.5 needs Kubernetes 1.21 or later", Assert.Single(result.Verbose), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v3.23.5 -KubernetesVersion 1.20", "ReleaseUnfitForKubernetes", "NotImplemented", "use Calico v3.21.6")]
    [InlineData("v3.21.3", "ReleaseNotBuiltIn", "ObjectNotFound", "v3.21.6")]
    [InlineData("latest", "ReleaseMalformed", "InvalidArgument", "v3.32.1")]
    [InlineData("-KubernetesVersion 1.2", "KubernetesVersionMalformed", "InvalidArgument", "quotes")]
    [InlineData("-KubernetesVersion 1.15", "", "", "")]
    public void What_cannot_be_is_an_error_with_the_way_out(string arguments, string errorId, string category, string remedy)
    {
        var result = ModuleShell.Run($"Get-CalicoRelease {arguments}");
        if (errorId.Length == 0)
        {
            Assert.Empty(result.Succeeded());
            return;
        }

        var error = result.Failed(errorId);
        Assert.Equal(category, error.Category);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_release_does_not_keep_the_others_back()
    {
        var result = ModuleShell.Run("Get-CalicoRelease v3.21.2, v3.21.3, v3.22.5 | ForEach-Object Version");
        Assert.Equal(["v3.21.2", "v3.22.5"], result.Output);
        Assert.Equal("v3.21.3", result.Failed("ReleaseNotBuiltIn").Target);
    }

    [Fact]
    public void Images_are_objects_to_mirror_from() => Assert.Equal(
        [
            "quay.io calico/cni v3.32.1 Default Typha Vxlan Bpf PolicyOnly Canal",
            "quay.io calico/kube-controllers v3.32.1 Default Typha Vxlan Bpf PolicyOnly Canal",
            "quay.io calico/node v3.32.1 Default Typha Vxlan Bpf PolicyOnly Canal",
            "quay.io calico/typha v3.32.1 Typha PolicyOnly",
            "docker.io flannel/flannel v0.24.4 Canal",
        ],
        ModuleShell.Run("""
            Get-CalicoRelease v3.32.1 -Images | ForEach-Object { "$($_.Registry) $($_.Repository) $($_.Tag) $($_.Variants)" }
            """).Succeeded());

    [Fact]
    public void The_images_are_those_a_private_registry_is_asked_for() => Assert.Equal(
        ["reg.lan:5000/m/calico/cni:v3.28.2", "reg.lan:5000/m/calico/kube-controllers:v3.28.2", "reg.lan:5000/m/calico/node:v3.28.2"],
        ModuleShell.Run("""
            $yaml = New-CalicoManifest v3.28.2 -Datastore Etcd -ImageRegistry reg.lan:5000/m | ConvertTo-CalicoYaml
            Get-CalicoRelease v3.28.2 -Images |
                ForEach-Object { "reg.lan:5000/m/$($_.Repository):$($_.Tag)" } | Where-Object { $yaml.Contains("image: $_") }
            """).Succeeded());

    [Fact]
    public void Releases_pipe_into_New_CalicoManifest() => Assert.Equal(
        ["Calico v3.27.5 (Etcd), 14 objects", "Calico v3.28.5 (Etcd), 14 objects"],
        ModuleShell.Run("""
            Get-CalicoRelease v3.27.5, v3.28.5 | New-CalicoManifest -Datastore Etcd | ForEach-Object { "$_" }
            """).Succeeded());

    [Fact]
    public void A_manifest_tells_its_release() => Assert.Equal(
        ["2022-10-04"],
        ModuleShell.Run("""
            (New-CalicoManifest v3.22.5 -Datastore Etcd | Get-CalicoRelease).Released.ToString('yyyy-MM-dd')
            """).Succeeded());

    [Theory]
    [InlineData(
        "Get-CalicoRelease v3.21.2",
        "Version Released Tested Works Fit Notes|2021-12-06 1.20 - 1.22 1.16 - 1.24 v3.21.3 was never")]
    [InlineData("Get-CalicoRelease v3.32.1 -KubernetesVersion 1.33", "2026-06-24 1.34 - 1.36 1.31 - Untested")]
    [InlineData(
        "Get-CalicoRelease v3.28.2 -Images",
        "Version Image Variants|calico/cni:v3.28.2 All|calico/typha:v3.28.2 Typha, PolicyOnly")]
    public void Views_show_what_matters(string command, string shown)
    {
        var screen = ModuleShell.Run($"{command} | Out-Default").Screen;
        screen = string.Join(' ', screen.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(shown.Split('|'), part => Assert.Contains(part, screen, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Get-CalicoRelease -Version v3.21", "v3.21.6 v3.21.5 v3.21.4 v3.21.2 v3.21.1 v3.21.0")]
    [InlineData("Get-CalicoRelease -Version 3.22", "v3.22.5 v3.22.4 v3.22.3 v3.22.2 v3.22.1 v3.22.0")]
    [InlineData("Import-CalicoManifest -Version v3.24.1", "v3.24.1")]
    [InlineData("Install-Calico -Datastore Etcd -Version v3.21", "v3.21.6 v3.21.5 v3.21.4 v3.21.2 v3.21.1 v3.21.0")]
    [InlineData("Update-Calico -Version v3.22", "v3.22.5 v3.22.4 v3.22.3 v3.22.2 v3.22.1 v3.22.0")]
    public void Releases_are_offered(string command, string offered)
    {
        Assert.Equal([offered], ModuleShell.Run($$"""
            $completion = [System.Management.Automation.CommandCompletion]::CompleteInput('{{command}}', {{command.Length}}, $null)
            $completion.CompletionMatches.CompletionText -join ' '
            """).Succeeded());
    }
}

using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

/// <summary>Settings as they are typed, splatted, and read from tables.</summary>
public sealed class SetCalicoManifestTests
{
    // Gives $manifest a manifest, $text its text, and yaml, which tells a manifest's text.
    private const string Prologue = """
        $manifest = New-CalicoManifest -Version v3.32.1 -Datastore Etcd
        function yaml { process { $_.ToYaml() } }
        $text = $manifest | yaml

        """;

    [Fact]
    public void A_folder_of_certificates_or_their_set_fills_the_Secret_and_the_paths()
    {
        using var folder = new TemporaryFolder();
        var output = ModuleShell.Run(Prologue + $$"""
            $null = $ExecutionContext.SessionState.Path.SetLocation({{ModuleShell.Quote(folder.Path)}})
            $set = New-CalicoCerts -Path pki
            $endpoint = 'https://192.168.10.73:2379'
            $byFolder = $manifest | Set-CalicoManifest -EtcdEndpoint $endpoint -EtcdCertificate ./pki
            $bySet = $manifest | Set-CalicoManifest -EtcdEndpoint $endpoint -EtcdCertificate $set
            ($byFolder | yaml) -eq ($bySet | yaml)
            ($byFolder | yaml).Contains($set.EtcdCa)
            ($byFolder | yaml).Contains([IO.File]::ReadAllText({{ModuleShell.Quote(folder["pki/etcd-key"])}}))
            ($byFolder | yaml).Contains('/calico-secrets/etcd-key')
            $byFolder.HasSecretData
            ($manifest | yaml) -eq $text
            """).Succeeded();
        Assert.Equal(["True", "True", "True", "True", "True", "True"], output);
    }

    [Theory]
    [InlineData("-IPAutodetectionMethod cidr=10.0.1.0/24,10.0.2.0/24", "cidr=10.0.1.0/24,10.0.2.0/24")]
    [InlineData("-IPAutodetectionMethod 'cidr=10.0.1.0/24,10.0.2.0/24'", "cidr=10.0.1.0/24,10.0.2.0/24")]
    [InlineData("-IPAutodetectionMethod interface=eth.*,ens.*", "interface=eth.*,ens.*")]
    [InlineData("-PodCidr 10.244.0.0/16,fd00:10:244::/56", "fd00:10:244::/56")]
    [InlineData("-EtcdEndpoint http://a:2379,http://b:2379", "http://a:2379,http://b:2379")]
    [InlineData("-NatOutgoing $false", "CALICO_IPV4POOL_NAT_OUTGOING")]
    [InlineData("-Environment @{ FELIX_BPFENABLED = $true }", "\"true\"")]
    [InlineData("-Mtu 1440", "veth_mtu: \"1440\"")]
    [InlineData("-Encapsulation vxlancrosssubnet", "CrossSubnet")]
    public void Values_are_typed_without_quotes(string arguments, string expected) =>
        Assert.Contains(
            expected,
            string.Join('\n', ModuleShell.Run($"{Prologue}$manifest | Set-CalicoManifest {arguments} | yaml").Succeeded()),
            StringComparison.Ordinal);

    [Fact]
    public void Rows_of_a_table_make_a_manifest_each_and_an_empty_cell_leaves_its_setting_alone()
    {
        var output = ModuleShell.Run(Prologue + """
            $columns = -split 'PodCidr EtcdEndpoint Mtu NatOutgoing ExternalEtcdSecret EtcdCertificate Encapsulation BlockSize'
            $lines = '10.1.0.0/16;https://a:2379,https://b:2379;1440;false;true;;Vxlan;24', ';;;;;;;', '10.3.0.0/16;;;;false;;;'
            $rows = foreach ($line in $lines) {
                $cells = $line.Split(';')
                $row = [ordered]@{}
                for ($i = 0; $i -lt $columns.Count; $i++) { $row[$columns[$i]] = $cells[$i] }
                [pscustomobject]$row
            }
            $made = $rows | Set-CalicoManifest -Manifest $manifest | yaml
            $made.Count
            $parts = '10.1.0.0/16', 'https://a:2379,https://b:2379', 'mtu: "1440"', 'NAT_OUTGOING', 'backend: "vxlan"', 'BLOCK_SIZE'
            foreach ($part in $parts) { $made[0].Contains($part) }
            $made[1] -eq $text
            $made[2].Contains('10.3.0.0/16') -and -not $made[2].Contains('1440') -and $made[2].Contains('kind: Secret')
            """).Succeeded();
        Assert.Equal(["3", "True", "True", "True", "True", "True", "True", "True", "True"], output);
    }

    [Fact]
    public void Settings_are_splatted_and_setting_them_twice_gives_the_same_text()
    {
        var output = ModuleShell.Run(Prologue + """
            $site = @{
                EtcdEndpoint = @('https://192.168.10.73:2379', 'https://192.168.10.74:2379')
                ExternalEtcdSecret = $true
                PodCidr = '10.244.0.0/16'
                IPAutodetectionMethod = 'cidr=192.168.10.0/24,192.168.20.0/24'
                Encapsulation = 'IpipCrossSubnet'
                Mtu = 1440
                ImageRegistry = 'registry.example.com/mirror'
                ImagePullSecret = 'registry-example'
                Environment = @{ FELIX_LOGSEVERITYSCREEN = 'Warning'; CLUSTER_TYPE = $null; AS = 64513 }
            }
            $once = $manifest | Set-CalicoManifest @site
            $twice = $once | Set-CalicoManifest @site
            ($once | yaml) -eq ($twice | yaml)
            ($once | yaml).Contains('CLUSTER_TYPE')
            $once.HasSecretData
            """).Succeeded();
        Assert.Equal(["True", "False", "False"], output);
    }

    [Theory]
    [InlineData("-PodCidr 10.244.1.0/16", "PodCidrNotMasked", "InvalidArgument", "10.244.0.0/16")]
    [InlineData("-PodCidr ''", "PodCidrMalformed", "InvalidArgument", "10.244.0.0/16")]
    [InlineData("-EtcdEndpoint https://a:2379", "EtcdEndpointNeedsCertificate", "InvalidArgument", "-ExternalEtcdSecret")]
    [InlineData("-EtcdCertificate ./nowhere", "PathNotFound", "ObjectNotFound", "path")]
    [InlineData("-EtcdCertificate ./nowhere -ExternalEtcdSecret", "PathNotFound", "ObjectNotFound", "path")]
    [InlineData("-Environment @{ Y = @(1, 2) }", "EnvironmentValueMalformed", "InvalidArgument", "text")]
    [InlineData("-Environment @{ Z = @{ a = 1 } }", "EnvironmentValueMalformed", "InvalidArgument", "text")]
    [InlineData("-Environment @{ D = [datetime]::UtcNow }", "EnvironmentValueMalformed", "InvalidArgument", "text")]
    [InlineData("-IP6AutodetectionMethod first-found", "DualStackIncomplete", "InvalidArgument", "-PodCidr")]
    public void A_mistake_is_one_error_with_what_to_do(string arguments, string errorId, string category, string remedy)
    {
        var error = ModuleShell.Run($"{Prologue}$manifest | Set-CalicoManifest {arguments}").Failed(errorId);
        Assert.Equal(category, error.Category);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-NatOutgoing no", "$true, $false")]
    [InlineData("-Encapsulation vxlan,ipip", "IpipCrossSubnet")]
    [InlineData("-Encapsulation 'vxlan,ipip'", "IpipCrossSubnet")]
    [InlineData("-Encapsulation wireguard", "IpipCrossSubnet")]
    public void A_value_that_is_no_choice_is_refused_with_the_choices(string arguments, string choices)
    {
        var result = ModuleShell.Run($"{Prologue}$manifest | Set-CalicoManifest {arguments}");
        Assert.Contains(choices, Assert.Single(result.Errors).Text, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Certificates_bring_a_Secret_back_that_was_left_out()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["0", "PodCidrDefault"], ModuleShell.Run($$"""
            {{Prologue}}
            $null = New-CalicoCerts -Path {{ModuleShell.Quote(folder["pki"])}}
            $apart = $manifest | Set-CalicoManifest -EtcdEndpoint https://a:2379 -ExternalEtcdSecret
            @($apart.Resources | Where-Object Kind -EQ Secret).Count
            $apart | Set-CalicoManifest -EtcdCertificate {{ModuleShell.Quote(folder["pki"])}} | Test-CalicoManifest | ForEach-Object RuleId
            """).Succeeded());
    }

    [Fact]
    public void What_lacks_the_objects_is_an_error_of_its_own_and_the_others_go_on()
    {
        using var folder = new TemporaryFolder();
        var secret = folder.Write("secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: x, namespace: kube-system}\n");
        var result = ModuleShell.Run(
            $"{Prologue}(Import-CalicoManifest {ModuleShell.Quote(secret)}), $manifest | Set-CalicoManifest -Mtu 1400");
        Assert.Equal("SettingObjectMissing", Assert.Single(result.Errors).ErrorId);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Decisions_are_explained_when_asked_and_the_preference_for_WhatIf_changes_nothing()
    {
        var result = ModuleShell.Run(Prologue + """
            $WhatIfPreference = $true
            $changed = $manifest | Set-CalicoManifest -Encapsulation Vxlan -Verbose
            ($changed | yaml) -ne $text
            """);
        Assert.Equal(["True"], result.Succeeded());
        Assert.Contains("BGP", string.Join('\n', result.Verbose), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-IPAutodetectionMethod k", "kubernetes-internal-ip")]
    [InlineData("-IP6AutodetectionMethod ", "can-reach= cidr= first-found interface= kubernetes-internal-ip skip-interface=")]
    [InlineData("-Encapsulation v", "Vxlan VxlanCrossSubnet")]
    [InlineData("-CniNetDirectory /etc", "/etc/cni/net.d")]
    [InlineData("-CniBinDirectory /h", "/home/kubernetes/bin")]
    [InlineData("-CniKubeConfigPath /etc", "/etc/cni/net.d/calico-kubeconfig")]
    [InlineData("-KubernetesServicePort 6", "6443")]
    [InlineData("-KubernetesServiceHost ", "127.0.0.1 localhost")]
    public void Values_are_offered(string typed, string offered) => Assert.Equal(
        offered.Split(' '),
        ModuleShell.Run($$"""
            $line = 'Set-CalicoManifest {{typed}}'
            $completion = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
            $completion.CompletionMatches | ForEach-Object CompletionText
            """).Succeeded());
}

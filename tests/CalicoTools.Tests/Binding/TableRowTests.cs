using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Binding;

/// <summary>What a row of a table says is done or refused, never dropped.</summary>
public sealed class TableRowTests
{
    private const string Version = "$v = 'v3.28.5'\n";

    public static TheoryData<string> Misfits =>
    [
        "@{ Mtu = 'abc' }",
        "@{ Mtu = '1450,5' }",
        "@{ Mtu = 1450.5 }",
        "@{ BlockSize = '/26' }",
        "@{ Environment = 'A=b' }",
        "@{ Environment = 5 }",
        "@{ Repair = 'ja' }",
        "@{ ExternalEtcdSecret = 'ja' }",
        "@{ NatOutgoing = 'perhaps' }",
        "@{ Encapsulation = 'Vxlan,Ipip' }",
        "@{ Encapsulation = 'Tunnel' }",
        "@{ KubernetesServicePort = 'https' }",
    ];

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_value_that_does_not_fit_is_an_error_of_its_row_and_the_others_go_on(string row)
    {
        var result = ModuleShell.Run(Version + """
            [pscustomobject]@{ Version = $v; Mtu = 1400 }, [pscustomobject]ROW, [pscustomobject]@{ Version = $v; Mtu = '1410' } |
                New-CalicoManifest -Datastore Kubernetes | ForEach-Object { ($_.ToYaml() -split "`n" | Select-String 'veth_mtu:').ToString().Trim() }
            """.Replace("ROW", row, StringComparison.Ordinal));
        Assert.Equal(["ParameterArgumentTransformationError"], result.Errors.Select(static error => error.ErrorId));
        Assert.Equal(["veth_mtu: \"1400\"", "veth_mtu: \"1410\""], result.Output);
    }

    [Theory]
    [InlineData("New-CalicoCerts -KeyAlgorithm ECDsaP256,ECDsaP521")]
    [InlineData("New-CalicoCerts -KeyAlgorithm 'ECDsaP256,ECDsaP521'")]
    [InlineData("New-CalicoManifest -Datastore Etcd,Kubernetes")]
    [InlineData("Install-Calico -KubeConfig none -Datastore Kubernetes -Variant Typha,Vxlan")]
    [InlineData("Install-Calico -KubeConfig none -Datastore Etcd,Kubernetes")]
    public void Two_names_are_not_a_third(string command) =>
        ModuleShell.Run(command).Failed("ParameterArgumentTransformationError");

    [Fact]
    public void A_row_from_json_is_taken_as_it_is_meant() => Assert.Equal(
        ["1450 false debug"],
        ModuleShell.Run(Version + """
            '{ "Version": "v3.28.5", "Mtu": 1450, "NatOutgoing": false, "Repair": false, "Environment": { "FELIX_LOGSEVERITYSCREEN": "debug" } }' |
                ConvertFrom-Json | New-CalicoManifest -Datastore Kubernetes | ForEach-Object {
                    $lines = $_.ToYaml() -split "`n"
                    $mtu = ($lines | Select-String 'veth_mtu: "(\d+)"').Matches.Groups[1].Value
                    $nat = ($lines | Select-String 'CALICO_IPV4POOL_NAT_OUTGOING' -Context 0, 1).Context.PostContext[0] -replace '.*"(.*)"', '$1'
                    $log = ($lines | Select-String 'FELIX_LOGSEVERITYSCREEN' -Context 0, 1).Context.PostContext[0] -replace '.*"(.*)"', '$1'
                    "$mtu $nat $log"
                }
            """).Succeeded());

    [Fact]
    public void An_argument_wins_over_a_row_and_is_refused_by_the_engine_where_it_does_not_fit()
    {
        var result = ModuleShell.Run(Version + "[pscustomobject]@{ Mtu = 'abc'; BlockSize = 26 } | New-CalicoManifest -Version $v -Datastore Kubernetes -Mtu 1400 | ForEach-Object Version");
        Assert.Equal(["v3.28.5"], result.Succeeded());
        Assert.StartsWith(
            "ParameterArgumentTransformationError",
            Assert.Single(ModuleShell.Run("New-CalicoManifest -Datastore Kubernetes -Mtu abc").Errors).ErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Set_takes_rows_with_the_manifest_as_an_argument()
    {
        var result = ModuleShell.Run("""
            $manifest = New-CalicoManifest -Version v3.28.5 -Datastore Kubernetes
            [pscustomobject]@{ Mtu = 'abc' }, [pscustomobject]@{ Mtu = 1410 } | Set-CalicoManifest -InputObject $manifest | ForEach-Object Version
            """);
        Assert.Equal(["ParameterArgumentTransformationError"], result.Errors.Select(static error => error.ErrorId));
        Assert.Equal(["v3.28.5"], result.Output);
    }

    [Fact]
    public void Certificates_are_taken_in_every_form_in_which_people_have_them()
    {
        using var folder = new TemporaryFolder();
        var output = ModuleShell.Run($$"""
            Set-Location {{ModuleShell.Quote(folder.Path)}}
            $set = New-CalicoCerts -Path pki
            $set | New-CalicoEtcdSecret | Export-CalicoManifest secret.yaml
            $manifest = New-CalicoManifest -Version v3.28.5 -Datastore Etcd | Set-CalicoManifest -EtcdEndpoint https://a:2379 -ExternalEtcdSecret
            $forms = $set, 'pki', (Get-Item pki), @('pki/ca.pem', 'pki/calico.pem', 'pki/calico-key.pem'), (Get-Item pki/ca.pem, pki/calico.pem, pki/calico-key.pem),
                ($set | New-CalicoEtcdSecret), 'secret.yaml', (Get-Item secret.yaml)
            foreach ($form in $forms) {
                ($manifest | Set-CalicoManifest -EtcdCertificate $form).ToYaml().Contains($set.EtcdCert)
            }
            """).Succeeded();
        Assert.Equal(Enumerable.Repeat("True", 8), output);
    }

    [Theory]
    [InlineData("(Get-Process -Id $PID)")]
    [InlineData("@{ a = 1 }")]
    [InlineData("42")]
    [InlineData("@('a', 'b')")]
    [InlineData("(New-CalicoManifest -Version v3.28.5 -Datastore Kubernetes)")]
    [InlineData("([pscustomobject]@{ EtcdCa = 1 })")]
    public void Something_else_than_certificates_is_said_to_be_so(string value)
    {
        var result = ModuleShell.Run($"New-CalicoManifest -Version v3.28.5 -Datastore Etcd -EtcdEndpoint https://a:2379 -EtcdCertificate {value}");
        Assert.Contains(Assert.Single(result.Errors).ErrorId, new[] { "EtcdCertificateInvalid", "EtcdSecretMissing" });
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("New-CalicoManifest -Datastore Etcd -EtcdEndpoint https://a:2379, {0}")]
    [InlineData("New-CalicoManifest -Datastore Etcd -PodCidr 10.244.0.0/16, {0}")]
    [InlineData("New-CalicoManifest -Datastore Etcd -IPAutodetectionMethod can-reach=a, {0}")]
    [InlineData("New-CalicoManifest -Datastore Etcd | Test-CalicoManifest -ServiceCidr 10.96.0.0/12, {0}")]
    [InlineData("New-CalicoManifest -Datastore Etcd | Test-CalicoManifest -NodeCidr 10.0.0.1, {0}")]
    [InlineData("New-CalicoCerts -HostName a, {0}")]
    [InlineData("New-CalicoCerts -Organization a, {0}")]
    [InlineData("New-CalicoCerts -EtcdHost a, {0}")]
    public void A_null_among_texts_is_an_empty_text(string command)
    {
        string[] Ids(string value) => [.. ModuleShell.Run(command.Replace("{0}", value, StringComparison.Ordinal)).Errors.Select(static error => error.ErrorId)];
        var ids = Ids("$null");
        Assert.Equal(Ids("''"), ids);
        Assert.DoesNotContain(ids, static id => id.EndsWith("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_wildcard_is_an_error_of_its_item()
    {
        var result = ModuleShell.Run("Get-CalicoRelease '[', v3.28.5 | ForEach-Object Version");
        Assert.Equal(["WildcardInvalid"], result.Errors.Select(static error => error.ErrorId));
        Assert.Equal(["v3.28.5"], result.Output);
    }

    [Theory]
    [InlineData("New-CalicoManifest -PodCidr ", "10.244.0.0/16")]
    [InlineData("New-CalicoManifest -Mtu ", "1450")]
    [InlineData("New-CalicoCerts -ValidFor ", "1y")]
    [InlineData("Install-Calico -Timeout ", "5m")]
    public void Completion_offers_values_not_files(string typed, string expected)
    {
        var output = ModuleShell.Run($"(TabExpansion2 '{typed}').CompletionMatches | ForEach-Object ListItemText").Succeeded();
        Assert.Contains(expected, output);
        Assert.DoesNotContain(output, static item => item.EndsWith(".dll", StringComparison.Ordinal));
    }
}

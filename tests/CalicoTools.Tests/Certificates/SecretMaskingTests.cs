using System.Text;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Certificates;

/// <summary>Whatever is done with the results and errors of the certificate cmdlets, no part of a key shows.</summary>
public sealed class SecretMaskingTests : IDisposable
{
    // A job, Export-Clixml, ConvertTo-Json, Format-List * and the default view, in what the shell has of them.
    private const string Show = """
        function members($object, $depth) {
            if ($depth -gt 0 -and $null -ne $object -and $object -isnot [string] -and -not $object.GetType().IsPrimitive) {
                foreach ($property in $object.PSObject.Properties) {
                    "$($property.Name)=$($property.Value)"
                    foreach ($value in @($property.Value)) { members $value ($depth - 1) }
                }
            }
        }
        function show {
            process {
                $_
                "$_"
                $depth = if ($_ -is [System.Management.Automation.ErrorRecord]) { 2 } else { 4 }
                [System.Management.Automation.PSSerializer]::Serialize($_, $depth)
                members $_ $depth
                $_ | Out-Default
                if (Get-Command ConvertTo-Json, Format-List -ErrorAction Ignore) {
                    # Errors of binding are nothing JSON can hold.
                    try { ConvertTo-Json $_ -Depth $depth } catch [InvalidOperationException] { }
                    $_ | Format-List * | Out-Default
                }
            }
        }
        function attempt($command) {
            try { & $command *>&1 | show } catch { $_ | show }
        }

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_part_of_a_key_shows_in_any_output_view_error_or_message()
    {
        var place = ModuleShell.Quote(_folder.Path);
        var result = ModuleShell.Run($$"""
            {{Show}}
            $null = $ExecutionContext.SessionState.Path.SetLocation({{place}})
            if (Get-Command Start-Transcript -ErrorAction Ignore) { $null = Start-Transcript session.txt }
            foreach ($algorithm in 'ECDsaP256', 'RSA2048', 'Ed25519') {
                $copy = "$algorithm-copy"
                attempt { New-CalicoCerts -Path $algorithm -EtcdHost etcd1 -KeyAlgorithm $algorithm -Verbose }
                attempt { New-CalicoCerts -KeyAlgorithm $algorithm -Verbose }
                attempt { New-CalicoCerts -Path $algorithm -Verbose }
                attempt { New-CalicoCerts -Path $algorithm -EtcdHost etcd1 -NewCA -WhatIf -Verbose }
                attempt { Get-CalicoCerts $algorithm -Verbose }
                attempt { Get-CalicoCerts $algorithm | Export-CalicoCerts $copy -Verbose }
                attempt { Get-CalicoCerts $algorithm | Export-CalicoCerts $copy -Verbose }
                attempt { Get-CalicoCerts $algorithm | Export-CalicoCerts elsewhere -WhatIf -Verbose }
                attempt { Get-CalicoCerts $algorithm | New-CalicoEtcdSecret -Verbose }
                $files = @{ CAPath = "$algorithm/ca.pem"; CertificatePath = "$algorithm/calico.pem" }
                foreach ($key in 'calico-key.pem', 'etcd1-key.pem', 'etcd-key', 'ca.pem') {
                    attempt { New-CalicoEtcdSecret @files -KeyPath "$algorithm/$key" -Verbose }
                }
                $files.CertificatePath = "$algorithm/calico-key.pem"
                attempt { New-CalicoEtcdSecret @files -KeyPath "$algorithm/calico.pem" }
                attempt { Test-CalicoCerts $algorithm -NotExpiringWithin 9y -Verbose }
                $broken = {{place}} + "/$copy"
                [IO.File]::Copy("$broken/etcd-key", "$broken/etcd-cert", $true)
                attempt { Get-CalicoCerts $copy -Verbose }
                $key = [IO.File]::ReadAllText("$broken/etcd1-key.pem")
                [IO.File]::WriteAllText("$broken/etcd1-key.pem", $key.Replace('-----END', '!----END'))
                attempt { Test-CalicoCerts $copy -Verbose }
                attempt { Get-CalicoCerts $copy -Verbose }
                attempt { New-CalicoCerts -Path new -CAPath "$algorithm/ca.pem" -CAKeyPath "$copy/etcd1-key.pem" }
            }
            if (Get-Command Stop-Transcript -ErrorAction Ignore) { $null = Stop-Transcript; [IO.File]::ReadAllText({{place}} + '/session.txt') }
            """);
        Assert.Subset(
            result.Errors.Select(static error => error.ErrorId).ToHashSet(),
            new HashSet<string>
            {
                "CertificateFilesExist", "CertificateSetInconsistent", "CertificateKeyMismatch",
                "PemMalformed", "PemIsEncoded", "PemHasNoKey", "PemHasNoCertificate",
            });
        Assert.Contains("EtcdKey=System.Security.SecureString", result.Everything, StringComparison.Ordinal);
        var keys = Directory.GetFiles(_folder.Path, "*key*", SearchOption.AllDirectories);
        Assert.True(keys.Length >= 18);
        Assert.All(
            keys.SelectMany(Traces), trace => Assert.DoesNotContain(trace, result.Everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void No_part_of_a_key_shows_of_a_manifest_that_holds_it()
    {
        var place = ModuleShell.Quote(_folder.Path);
        var result = ModuleShell.Run($$"""
            {{Show}}
            $null = $ExecutionContext.SessionState.Path.SetLocation({{place}})
            $set = New-CalicoCerts -Path pki
            $given = @{ Datastore = 'Etcd'; EtcdEndpoint = 'https://192.168.10.73:2379'; EtcdCertificate = $set; PodCidr = '10.244.0.0/16' }
            attempt { New-CalicoManifest v3.28.2 @given -Verbose }
            $manifest = New-CalicoManifest v3.28.2 @given
            attempt { $manifest | Set-CalicoManifest -Mtu 1400 -Verbose }
            attempt { $manifest | Test-CalicoManifest -Verbose }
            attempt { $manifest | Export-CalicoManifest calico.yaml -Verbose }
            attempt { $manifest | Export-CalicoManifest calico.yaml -Verbose }
            attempt { Import-CalicoManifest calico.yaml -Verbose }
            attempt { Test-CalicoManifest calico.yaml -Verbose }
            attempt { New-CalicoManifest v3.28.2 -Datastore Etcd | Compare-CalicoManifest calico.yaml -Verbose }
            $key = [IO.File]::ReadAllText({{place}} + '/pki/etcd-key')
            $text = [IO.File]::ReadAllText({{place}} + '/calico.yaml')
            foreach ($wrong in "*$key", "!$key x", "[$key", "'$key", "$key`n   x: y", "$key`n  $($key): a`n  $($key): b", "$key$key", $key.Substring(9)) {
                [IO.File]::WriteAllText({{place}} + '/wrong.yaml', $text.Replace("etcd-key: $key", "etcd-key: $wrong"))
                attempt { Import-CalicoManifest wrong.yaml -Verbose }
                attempt { Test-CalicoManifest wrong.yaml -Verbose }
            }
            """);
        Assert.Superset(
            new HashSet<string> { "FileExists", "ManifestUnknownAlias", "ManifestTag", "ManifestSyntax", "ManifestDuplicateKey" },
            result.Errors.Select(static error => error.ErrorId).ToHashSet());
        Assert.All(
            Traces(_folder["pki/etcd-key"]), trace => Assert.DoesNotContain(trace, result.Everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_set_sent_to_a_job_or_a_file_has_everything_but_the_key()
    {
        var text = ModuleShell.Run("""
            $text = [System.Management.Automation.PSSerializer]::Serialize((New-CalicoCerts))
            $copy = [System.Management.Automation.PSSerializer]::Deserialize($text)
            $copy.PSObject.Properties.Name
            """).Succeeded();
        Assert.Contains("EtcdCert", text);
        Assert.DoesNotContain("EtcdKey", text);
    }

    // A part of the PEM body that is secret, what base64 makes of it, and both as a SecureString is written outside Windows.
    private static IEnumerable<string> Traces(string path)
    {
        var content = File.ReadAllText(path);
        var pem = content.StartsWith("-----", StringComparison.Ordinal)
            ? content
            : Encoding.ASCII.GetString(Convert.FromBase64String(content));
        var body = pem.IndexOf('\n', StringComparison.Ordinal) + 1;

        // The rest is public: of an RSA key its modulus, which comes first; of an elliptic curve's the point, which comes last.
        var secret = body + pem.Length switch
        {
            < 150 => 24,
            < 400 => 12,
            _ => 408,
        };
        var first = (secret + 2) / 3;
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(pem)).Substring(first * 4, 40);
        string[] texts = [pem.Substring(secret, 36), encoded];
        return [.. texts, .. texts.Select(static text => Convert.ToHexString(Encoding.Unicode.GetBytes(text)))];
    }
}

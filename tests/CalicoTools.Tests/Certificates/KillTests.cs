using System.Diagnostics;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Certificates;

/// <summary>New-CalicoCerts, killed at random moments: what the next command finds is one set, old or new, or none.</summary>
public sealed class KillTests
{
    private const int LongestWait = 150;

    // 20 over the three ways in the normal run, 200 in the long one.
    private static readonly int s_kills = Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1" ? 67 : 7;

    [Theory]
    [InlineData("$null = New-CalicoCerts -Path \"$place/pki$round\" -EtcdHost etcd1")]
    [InlineData("$null = New-CalicoCerts -Path \"$place/pki\" -EtcdHost etcd1 -Force")]
    [InlineData("$null = New-CalicoCerts -Path \"$place/pki\" -EtcdHost etcd1 -NewCA -Force")]
    public void A_killed_command_leaves_one_set_or_none(string command)
    {
        using var place = new TemporaryFolder();
        var random = new Random();
        var changes = new HashSet<string>();
        for (var kill = 0; kill < s_kills; kill++)
        {
            KillWhileWriting(place.Path, command, TimeSpan.FromMilliseconds(random.Next(LongestWait)));
            var found = ModuleShell.Run($$"""
                foreach ($folder in [IO.Directory]::GetFileSystemEntries({{ModuleShell.Quote(place.Path)}})) {
                    if ($folder -match '[.]calicotools-[0-9a-f]{32}$') {
                        Get-CalicoCerts {{ModuleShell.Quote(place["absent"])}} *>&1 |
                            Where-Object { $_.FullyQualifiedErrorId -notmatch '^PathNotFound' }
                    }
                    elseif (-not (Test-CalicoCerts $folder -Quiet)) { throw "$folder is broken" }
                    else { (Get-CalicoCerts $folder).Client.Fingerprint }
                }
                """).Succeeded();
            changes.UnionWith(found);
            Assert.Empty(Directory.GetFileSystemEntries(place.Path, ".*", SearchOption.AllDirectories));
            foreach (var finished in Directory.GetDirectories(place.Path, "pki?*"))
            {
                Directory.Delete(finished, recursive: true);
            }
        }

        Assert.True(changes.Count >= s_kills);
    }

    private static void KillWhileWriting(string place, string command, TimeSpan wait)
    {
        var script = $$"""
            $place = {{ModuleShell.Quote(place)}}
            $round = [DateTime]::UtcNow.Ticks
            while ($true) { $round++; {{command}}; 'written' }
            """;
        using var process = Process.Start(
            new ProcessStartInfo(PowerShellProgram.Name, PowerShellProgram.ArgumentsForModule(script)) { RedirectStandardOutput = true })!;
        Assert.Equal("written", process.StandardOutput.ReadLine());
        Thread.Sleep(wait);
        process.Kill();
        process.WaitForExit();
    }
}

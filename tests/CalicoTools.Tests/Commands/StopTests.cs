using System.Management.Automation;
using CalicoTools.Tests.Harness;

namespace CalicoTools.Tests.Commands;

public sealed class StopTests
{
    [Fact]
    public void Stopping_long_work_ends_the_command_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        using var runspace = ModuleShell.Open(TextWriter.Null);
        using var shell = PowerShell.Create(runspace);
        var many = string.Join(',', Enumerable.Range(0, 60).Select(static member => $"etcd{member}"));
        var running = shell
            .AddScript($"New-CalicoCerts -Path '{folder["pki"]}' -KeyAlgorithm RSA4096 -EtcdHost {many} -Verbose")
            .BeginInvoke();
        SpinWait.SpinUntil(() => shell.Streams.Verbose.Count > 0 || running.IsCompleted, TimeSpan.FromMinutes(5));
        Assert.False(running.IsCompleted, "Sixty RSA keys were made before the command could be stopped.");

        shell.Stop();

        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}

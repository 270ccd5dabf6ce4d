using System.Globalization;
using CalicoTools.ControlPlane;
using CalicoTools.ControlPlane.Network;

// A cluster by hand: dotnet run --project tests/CalicoTools.ControlPlane -- [--nodes NUMBER] [--latency MILLISECONDS]
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

int? nodes = 3;
int? latency = 0;
for (var index = 0; index < args.Length; index += 2)
{
    var text = args.ElementAtOrDefault(index + 1);
    int? number = int.TryParse(text, CultureInfo.InvariantCulture, out var given) && given >= 0 ? given : null;
    switch (args[index])
    {
        case "--nodes":
            nodes = number;
            break;
        case "--latency":
            latency = number;
            break;
        default:
            nodes = null;
            break;
    }
}

if (nodes is null || latency is null)
{
    await Console.Error.WriteLineAsync("""
        Starts a Kubernetes control plane with fake nodes, prints a kubeconfig file for it, and stops it on Ctrl-C.
          --nodes NUMBER           how many nodes; 3 by default. They become ready when a CNI plug-in is installed, such as Calico
          --latency MILLISECONDS   the round-trip time to it; none by default
        """);
    return 1;
}

try
{
    await using var cluster = await LocalCluster.StartAsync(stop.Token);
    await cluster.Nodes.AddAsync(nodes.Value);
    await using var line = latency > 0 ? new LatencyProxy(cluster.Server, TimeSpan.FromMilliseconds(latency.Value)) : null;
    var kubeConfig = line is null ? cluster.Administrator : cluster.AdministratorThrough(line);
    await Console.Error.WriteLineAsync($"A cluster of {nodes} fake nodes. Ctrl-C stops it. Elsewhere: export KUBECONFIG={kubeConfig}");
    Console.WriteLine(kubeConfig);
    await Task.Delay(Timeout.Infinite, stop.Token);
}
catch (OperationCanceledException)
{
}

return 0;

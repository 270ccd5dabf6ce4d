using System.Globalization;
using CalicoTools.ControlPlane;

await using var cluster = await LocalCluster.StartAsync();
await cluster.Nodes.AddAsync(args is ["--nodes", var nodes] ? int.Parse(nodes, CultureInfo.InvariantCulture) : 0);
Console.WriteLine(cluster.Administrator);
using var stop = new ManualResetEventSlim();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Set();
};
stop.Wait();

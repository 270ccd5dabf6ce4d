using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.KubeConfigModels;

namespace CalicoTools.Cluster.Connection;

/// <summary>A program that a kubeconfig names to get credentials from.</summary>
/// <param name="entry">What the kubeconfig says of it.</param>
/// <param name="cluster">What the program is told of the cluster when it asks for that.</param>
internal sealed class ExecPlugin(PluginEntry entry, JsonObject cluster)
{
    private const int LongestComplaint = 300;

    private static readonly TimeSpan s_time = TimeSpan.FromMinutes(1);

    /// <summary>The program.</summary>
    public string Command { get; } = entry.Command ?? "";

    /// <summary>Runs it.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The status it gives.</returns>
    /// <exception cref="ClusterException">It cannot be run, fails, takes too long, or gives something else.</exception>
    public async Task<ExecCredentialResponse.ExecStatus> RunAsync(CancellationToken cancellation)
    {
        if (entry.InteractiveMode == "Always")
        {
            throw KubeConfigErrors.PluginUseless(Command, "it wants to ask the user, which is not possible here");
        }

        using var process = Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_time);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var complaints = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? Status(await output.ConfigureAwait(false))
                : throw KubeConfigErrors.PluginFailed(Command, process.ExitCode, Short(await complaints.ConfigureAwait(false)));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw KubeConfigErrors.PluginUseless(Command, $"it did not end within {s_time.TotalSeconds:0} s");
        }
    }

    private static string Short(string text) => text.Trim() is var trimmed && trimmed.Length > LongestComplaint
        ? $"…{trimmed[^LongestComplaint..]}"
        : trimmed;

    private Process Start()
    {
        var start = new ProcessStartInfo(Command, (entry.Arguments ?? []).Select(static argument => argument ?? ""))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var variable in entry.EnvironmentVariables ?? [])
        {
            if (variable?.GetValueOrDefault("name") is { Length: > 0 } name)
            {
                start.Environment[name] = variable.GetValueOrDefault("value");
            }
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Information();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw KubeConfigErrors.PluginMissing(Command, entry.InstallHint, error);
        }
    }

    private string Information()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (entry.ProvideClusterInfo)
        {
            spec["cluster"] = cluster.DeepClone();
        }

        return new JsonObject { ["apiVersion"] = entry.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private ExecCredentialResponse.ExecStatus Status(string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, PluginAnswer.Default.ExecCredentialResponse) is { Status: { } status } answer &&
                answer.ApiVersion == entry.ApiVersion
                ? status
                : throw KubeConfigErrors.PluginUseless(Command, $"its answer is no ExecCredential of {entry.ApiVersion} with a status");
        }
        catch (JsonException)
        {
            // The exception may quote the answer, which may hold a token.
            throw KubeConfigErrors.PluginUseless(Command, "its answer is not the JSON of an ExecCredential");
        }
    }
}

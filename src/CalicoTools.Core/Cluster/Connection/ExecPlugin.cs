using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CalicoTools.Input;
using k8s.KubeConfigModels;

namespace CalicoTools.Cluster.Connection;

/// <summary>A program that a kubeconfig names to get credentials from.</summary>
/// <param name="entry">What the kubeconfig says of it.</param>
/// <param name="cluster">What the program is told of the cluster when it asks for that.</param>
internal sealed class ExecPlugin(PluginEntry entry, JsonObject cluster)
{
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

            // The end tells why it failed, however much it wrote before.
            var complaints = StreamTail.ReadAsync(process.StandardError.BaseStream, 4 * DisplayText.LongestExcerpt, limit.Token);
            var output = await BoundedStream.ReadAllAsync(
                process.StandardOutput.BaseStream, InputKind.PluginAnswer.Limit, TooLarge, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? Status(output)
                : throw KubeConfigErrors.PluginFailed(
                    Command, process.ExitCode, DisplayText.LastExcerpt(Encoding.UTF8.GetString(await complaints.ConfigureAwait(false))));
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw KubeConfigErrors.PluginUseless(Command, $"it did not end within {s_time.TotalSeconds:0} s");
        }
        finally
        {
            Kill(process);
        }
    }

    private static void Kill(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private ClusterException TooLarge() =>
        KubeConfigErrors.PluginUseless(Command, $"its answer is larger than {InputKind.PluginAnswer.LimitText}");

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

    private ExecCredentialResponse.ExecStatus Status(byte[] output)
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

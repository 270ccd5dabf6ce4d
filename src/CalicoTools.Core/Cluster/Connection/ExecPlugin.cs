using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CalicoTools.Cluster.Connection;

/// <summary>A program that a kubeconfig names to get credentials from.</summary>
/// <param name="json">The kubeconfig's <c>exec</c>.</param>
/// <param name="folder">The kubeconfig's folder.</param>
/// <param name="cluster">What the program is told of the cluster when it asks for that.</param>
internal sealed class ExecPlugin(JsonObject json, string folder, JsonObject cluster)
{
    private const int LongestComplaint = 300;

    private static readonly TimeSpan s_time = TimeSpan.FromMinutes(1);

    private readonly string _apiVersion = (string?)json["apiVersion"] ?? "";

    /// <summary>The program.</summary>
    public string Command { get; } = (string?)json["command"] ?? "";

    /// <summary>Runs it.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The status it gives.</returns>
    /// <exception cref="ClusterException">It cannot be run, fails, takes too long, or gives something else.</exception>
    public async Task<JsonObject> RunAsync(CancellationToken cancellation)
    {
        if ((string?)json["interactiveMode"] == "Always")
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
        // As in a shell: a bare name is looked for in PATH, anything else is relative to the kubeconfig.
        var program = Path.GetFileName(Command) == Command ? Command : Path.Combine(folder, Command);
        var start = new ProcessStartInfo(program, (json["args"] as JsonArray ?? []).Select(static argument => argument?.ToString() ?? ""))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var variable in (json["env"] as JsonArray ?? []).OfType<JsonObject>())
        {
            start.Environment[(string?)variable["name"] ?? ""] = variable["value"]?.ToString();
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = Information();
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw KubeConfigErrors.PluginMissing(Command, (string?)json["installHint"], error);
        }
    }

    private string Information()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (json["provideClusterInfo"]?.GetValueKind() == JsonValueKind.True)
        {
            spec["cluster"] = cluster.DeepClone();
        }

        return new JsonObject { ["apiVersion"] = _apiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private JsonObject Status(string output)
    {
        try
        {
            return JsonNode.Parse(output) is JsonObject answer && (string?)answer["apiVersion"] == _apiVersion &&
                answer["status"] is JsonObject status
                ? status
                : throw KubeConfigErrors.PluginUseless(Command, $"its answer is no ExecCredential of {_apiVersion} with a status");
        }
        catch (JsonException)
        {
            // The exception may quote the answer, which may hold a token.
            throw KubeConfigErrors.PluginUseless(Command, "its answer is not JSON");
        }
    }
}

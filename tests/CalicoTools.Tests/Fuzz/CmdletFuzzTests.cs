using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace CalicoTools.Tests.Fuzz;

/// <summary>
/// Every cmdlet is given arguments, rows and files that nobody meant. It ends in time, every error is one of the module's or of the
/// engine's binding, and nothing that was not named is touched.
/// </summary>
public sealed class CmdletFuzzTests
{
    private const int CallsPerSweep = 100;
    private const int CallsPerReport = 10_000;
    private static readonly int s_calls = Environment.GetEnvironmentVariable("CALICOTOOLS_LONG") == "1" ? 1_000_000 : 2_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    // What the engine itself gives to every cmdlet, and what would ask somebody.
    private static readonly string[] s_passedOver = ["Confirm", .. Cmdlet.CommonParameters];

    [Fact]
    public void Arguments_that_nobody_meant_end_in_errors_of_the_module_s_own()
    {
        var seed = Environment.GetEnvironmentVariable("CALICOTOOLS_SEED") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : 20_261_201;
        var random = new Random(seed);
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(StagedModule.Manifest);

        // Without a host of its own, a session in which something is asked says that nobody is there.
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        var values = Invoke(runspace, """
            $set = New-CalicoCerts -EtcdHost etcd1
            $etcd = New-CalicoManifest -Version v3.28.5 -Datastore Etcd
            $set; $etcd; New-CalicoManifest -Version v3.21.2 -Datastore Kubernetes -Variant Canal; $set | New-CalicoEtcdSecret
            Get-CalicoRelease v3.28.5; Test-CalicoManifest $etcd | Select-Object -First 1; $set.Client
            """);
        using var ground = new FuzzGround(random, new Dictionary<string, string>
        {
            ["etcd.yaml"] = Text(runspace, "New-CalicoManifest -Version v3.28.5 -Datastore Etcd"),
            ["secret.yaml"] = Text(runspace, "New-CalicoCerts | New-CalicoEtcdSecret"),
            ["ca.pem"] = $"{Invoke(runspace, "(New-CalicoCerts).CA.Pem")[0]}",
            ["csr.json"] = """{"CN":"calico","hosts":["a","10.0.0.1"],"key":{"algo":"ecdsa","size":256},"names":[{"C":"DE","O":"x"}]}""",
        });
        runspace.SessionStateProxy.SetVariable("ConfirmPreference", ConfirmImpact.None);
        runspace.SessionStateProxy.Path.SetLocation(ground.Root);
        var source = new ArgumentSource(random, ground, values);
        var cmdlets = Invoke(runspace, "Get-Command -Module CalicoTools").Cast<CmdletInfo>().ToArray();
        var untouched = ground.Untouched();
        for (var call = 0; call < s_calls; call++)
        {
            var cmdlet = cmdlets[random.Next(cmdlets.Length)];
            var (arguments, inputs) = Arguments(random, source, cmdlet);
            var problem = Run(runspace, cmdlet, arguments, inputs);
            Assert.True(problem is null, $"Seed {seed}, call {call}: {cmdlet.Name} {Described(arguments)} < {inputs.Length} input(s): {problem}");
            if (call % CallsPerSweep == 0)
            {
                Assert.Equal(untouched, ground.Untouched());
                ground.Sweep();
            }

            if (call % CallsPerReport == 0)
            {
                TestContext.Current.SendDiagnosticMessage("Seed {0}: {1} of {2} calls.", seed, call, s_calls);
            }
        }

        Assert.Equal(untouched, ground.Untouched());
    }

    private static (Dictionary<string, object?> Arguments, object?[] Inputs) Arguments(Random random, ArgumentSource source, CmdletInfo cmdlet)
    {
        var set = cmdlet.ParameterSets[random.Next(cmdlet.ParameterSets.Count)];
        var writes = set.Parameters.Any(static parameter => parameter.Name == "WhatIf");
        var parameters = set.Parameters.Where(static parameter => !s_passedOver.Contains(parameter.Name)).ToArray();
        var arguments = parameters
            .Where(parameter => random.Next(parameter.IsMandatory ? 10 : 4) is var chance && (parameter.IsMandatory ? chance > 0 : chance == 0))
            .ToDictionary(static parameter => parameter.Name, parameter => source.Of(parameter.Name, parameter.ParameterType, writes));

        // Neither the Internet nor a cluster is part of this: nothing listens where these lead.
        if (cmdlet.Name == "Import-CalicoManifest" && arguments.ContainsKey("Version"))
        {
            arguments["Uri"] = "http://127.0.0.1:1/x.yaml";
        }

        if (parameters.Any(static parameter => parameter.Name == "KubeConfig"))
        {
            arguments.TryAdd("KubeConfig", "in/kubeconfig");
        }

        if (arguments.ContainsKey("Uri") || cmdlet.Name.EndsWith("-Calico", StringComparison.Ordinal))
        {
            arguments["Timeout"] = "1s";
        }

        var inputs = parameters.Any(static parameter => parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName) && random.Next(2) == 0
            ? Enumerable.Range(0, random.Next(3)).Select(_ => source.Input([.. parameters.Select(static parameter => (parameter.Name, parameter.ParameterType))], writes)).ToArray()
            : [];
        return (arguments, inputs);
    }

    private static string? Run(Runspace runspace, CmdletInfo cmdlet, Dictionary<string, object?> arguments, object?[] inputs)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(cmdlet).AddParameters(arguments);
        try
        {
            var running = inputs.Length > 0
                ? shell.BeginInvoke(new PSDataCollection<object?>(inputs))
                : shell.BeginInvoke();
            if (!running.AsyncWaitHandle.WaitOne(s_patience))
            {
                shell.Stop();
                return $"it did not end within {s_patience}";
            }

            shell.EndInvoke(running);
        }
        catch (RuntimeException error)
        {
            if (!IsExpected(error) && !IsExpected(error.ErrorRecord.Exception))
            {
                return $"{error.ErrorRecord.FullyQualifiedErrorId}: {error}";
            }
        }

        return shell.Streams.Error.FirstOrDefault(static error => !IsExpected(error.Exception)) is { } unexpected
            ? $"{unexpected.FullyQualifiedErrorId}: {unexpected.Exception}"
            : null;
    }

    // The engine's binding, and the module's own errors, which all derive from one class.
    private static bool IsExpected(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is ParameterBindingException or PipelineStoppedException || cause is HostException || cause.GetType().BaseType?.FullName == "CalicoTools.CalicoToolsException")
            {
                return true;
            }
        }

        return false;
    }

    private static string Text(Runspace runspace, string script) => $"{Invoke(runspace, $"{script} | ConvertTo-CalicoYaml")[0]}";

    private static object[] Invoke(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        return [.. shell.AddScript(script).Invoke().Select(static item => item.BaseObject)];
    }

    private static string Described(Dictionary<string, object?> arguments) => string.Join(' ', arguments.Select(static argument =>
        $"-{argument.Key} {(argument.Value is string text ? $"'{(text.Length > 80 ? text[..80] : text)}'" : argument.Value ?? "$null")}"));
}

using System.Diagnostics;

namespace CalicoTools.Shared;

/// <summary>Runs the programs whose word counts: openssl, cfssl, kubectl, etcdctl, python3.</summary>
public static class ExternalProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs a program and expects it to succeed.</summary>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        var result = Try(program, arguments);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    /// <summary>Runs a program and tells how it ended.</summary>
    public static ProgramResult Try(string program, params IEnumerable<string> arguments) => Try(program, arguments, input: "");

    /// <summary>Runs a program with input and tells how it ended.</summary>
    public static ProgramResult Try(
        string program, IEnumerable<string> arguments, string input, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end.");
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }
}

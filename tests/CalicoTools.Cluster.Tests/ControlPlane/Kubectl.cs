using CalicoTools.ControlPlane.Servers;

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>Runs kubectl: the one beside the control plane's programs, otherwise the one on the PATH.</summary>
public static class Kubectl
{
    /// <summary>Runs it and expects it to succeed.</summary>
    /// <returns>What it prints, without blanks around it.</returns>
    public static string Run(string kubeConfig, params IEnumerable<string> arguments) =>
        ExternalProgram.Run(Program, Arguments(kubeConfig, arguments)).Trim();

    /// <summary>Runs it and tells how it ended.</summary>
    public static ProgramResult Try(string kubeConfig, params IEnumerable<string> arguments) =>
        ExternalProgram.Try(Program, Arguments(kubeConfig, arguments));

    /// <summary>Runs it with input and expects it to succeed.</summary>
    /// <returns>What it prints, without blanks around it.</returns>
    public static string RunWith(string input, string kubeConfig, params IEnumerable<string> arguments)
    {
        var result = ExternalProgram.Try(Program, Arguments(kubeConfig, arguments), input);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Trim();
    }

    /// <summary>Applies a text and expects it to succeed.</summary>
    public static void Apply(string kubeConfig, string yaml) => RunWith(yaml, kubeConfig, "apply", "-f", "-");

    private static string Program => ServerPrograms.Find("kubectl");

    private static IEnumerable<string> Arguments(string kubeConfig, IEnumerable<string> arguments) => ["--kubeconfig", kubeConfig, .. arguments];
}

namespace CalicoTools.Cluster.Tests.ControlPlane;

/// <summary>Runs kubectl.</summary>
public static class Kubectl
{
    /// <summary>Runs it and expects it to succeed.</summary>
    /// <returns>What it prints, without blanks around it.</returns>
    public static string Run(string kubeConfig, params IEnumerable<string> arguments) =>
        ExternalProgram.Run("kubectl", ["--kubeconfig", kubeConfig, .. arguments]).Trim();

    /// <summary>Runs it and tells how it ended.</summary>
    public static ProgramResult Try(string kubeConfig, params IEnumerable<string> arguments) =>
        ExternalProgram.Try("kubectl", ["--kubeconfig", kubeConfig, .. arguments]);

    /// <summary>Applies a text and expects it to succeed.</summary>
    public static void Apply(string kubeConfig, string yaml)
    {
        var result = ExternalProgram.Try("kubectl", ["--kubeconfig", kubeConfig, "apply", "-f", "-"], yaml);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}

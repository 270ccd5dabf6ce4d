namespace CalicoTools.Calico;

/// <summary>
/// What the command of a calico-node probe checks: arguments such as <c>-bird-ready</c>, or <c>--bird-ready</c> where one program runs all components.
/// </summary>
internal static class HealthArgument
{
    /// <summary>The component that programs the node.</summary>
    public const string Felix = "felix";

    /// <summary>The component that exchanges routes.</summary>
    public const string Bird = "bird";

    /// <summary>Whether an argument asks for the health of a component.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="component">The component.</param>
    /// <returns>True when it does.</returns>
    public static bool Checks(string argument, string component) =>
        argument.StartsWith('-') && argument.TrimStart('-').StartsWith($"{component}-", StringComparison.Ordinal);

    /// <summary>The argument that asks for BIRD's health as another asks for Felix's.</summary>
    /// <param name="felix">The argument for Felix.</param>
    /// <returns>The argument for BIRD.</returns>
    public static string LikeFelix(string felix) => felix.Replace($"-{Felix}-", $"-{Bird}-", StringComparison.Ordinal);
}

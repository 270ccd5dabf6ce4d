namespace CalicoTools.Core.Tests.Files;

/// <summary>The end of a simulated process.</summary>
public sealed class KilledException : Exception;

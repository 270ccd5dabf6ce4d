namespace CalicoTools;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Works, but will or may hurt.</summary>
    Warning,

    /// <summary>Does not work.</summary>
    Error,
}

namespace CalicoTools;

/// <summary>How well a Calico release goes with a version of Kubernetes, best first.</summary>
public enum KubernetesFit
{
    /// <summary>Upstream tested the release with that version.</summary>
    Tested,

    /// <summary>Upstream did not test the release with that version; nothing is known to keep it from working.</summary>
    Untested,

    /// <summary>The release does not work on that version.</summary>
    Refused,
}

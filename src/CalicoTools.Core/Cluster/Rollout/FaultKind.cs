namespace CalicoTools.Cluster.Rollout;

/// <summary>What is wrong with a container.</summary>
internal enum FaultKind
{
    /// <summary>It ended with an error and is to be started again.</summary>
    Crashed,

    /// <summary>It ended with an error so often that the kubelet waits ever longer before it starts it again.</summary>
    CrashLoop,

    /// <summary>Its image cannot be pulled.</summary>
    ImagePull,

    /// <summary>Its image's name is none.</summary>
    ImageName,

    /// <summary>The kubelet cannot make it, such as for a Secret that is not there.</summary>
    NotCreated,
}

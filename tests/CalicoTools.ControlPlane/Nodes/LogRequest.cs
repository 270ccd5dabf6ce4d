namespace CalicoTools.ControlPlane.Nodes;

/// <summary>Whose log is asked for.</summary>
/// <param name="Namespace">The pod's namespace.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="Container">The container.</param>
/// <param name="IsPrevious">Whether that of its run before this one.</param>
internal sealed record LogRequest(string Namespace, string Pod, string Container, bool IsPrevious);

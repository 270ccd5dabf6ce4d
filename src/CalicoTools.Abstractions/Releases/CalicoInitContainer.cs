namespace CalicoTools;

/// <summary>A container that a release runs on each node before its main one; where it fails, calico-node does not start.</summary>
/// <param name="Name">Its name, such as <c>install-cni</c>.</param>
/// <param name="Image">The image it runs, such as <c>docker.io/calico/cni:v3.28.2</c>.</param>
/// <param name="Datastores">The datastores with which it is there.</param>
/// <param name="Variants">The variants in which it is there.</param>
public sealed record CalicoInitContainer(
    string Name, string Image, ValueList<CalicoDatastore> Datastores, ValueList<CalicoVariant> Variants)
{
    /// <summary>The name.</summary>
    /// <returns>Such as <c>install-cni</c>.</returns>
    public override string ToString() => Name;
}

using CalicoTools.Releases;

namespace CalicoTools.Manifests.BuiltIn;

/// <summary>One of the manifests that upstream publishes.</summary>
/// <param name="Release">The release.</param>
/// <param name="Datastore">The datastore Calico is to keep its data in.</param>
/// <param name="Variant">The variant of the manifest.</param>
internal sealed record ManifestKey(Release Release, CalicoDatastore Datastore, CalicoVariant Variant);

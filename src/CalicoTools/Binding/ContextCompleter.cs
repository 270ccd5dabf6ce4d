using System.Collections;
using CalicoTools.Cluster.Connection;

namespace CalicoTools.Binding;

/// <summary>Offers the contexts of the kubeconfig, read from its files only.</summary>
public sealed class ContextCompleter : ValueCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<(string Value, string Meaning)> Values(string parameter, IDictionary bound)
    {
        var kubeConfig = bound["KubeConfig"]?.ToString();
        return KubeConfigFiles.Contexts(string.IsNullOrEmpty(kubeConfig) ? null : SessionPath.Absolute(kubeConfig))
            .Select(static context => (context, context));
    }
}

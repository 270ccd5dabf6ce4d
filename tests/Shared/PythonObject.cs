using System.Text.Json.Nodes;

namespace CalicoTools.Shared;

/// <summary>A Kubernetes object as python3's yaml reads it.</summary>
/// <param name="Value">The object.</param>
/// <param name="Sha256">The hash of its canonical form: keys sorted, no blanks; a Secret's empty data left out.</param>
public sealed record PythonObject(JsonObject Value, string Sha256)
{
    public string Kind => (string)Value["kind"]!;

    public string Name => (string)Value["metadata"]!["name"]!;
}

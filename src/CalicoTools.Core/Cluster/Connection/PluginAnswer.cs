using System.Text.Json;
using System.Text.Json.Serialization;
using k8s.KubeConfigModels;

namespace CalicoTools.Cluster.Connection;

/// <summary>Reads what a credential plugin gives.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ExecCredentialResponse))]
internal sealed partial class PluginAnswer : JsonSerializerContext;

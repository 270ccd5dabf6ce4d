using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The Secret with the registry's credentials, beside those that pods name already.</summary>
internal sealed partial class ImagePullSecretSetting : ManifestSetting
{
    private const string Field = "imagePullSecrets";

    private readonly string _name;

    public ImagePullSecretSetting(string name)
        : base("-ImagePullSecret") =>
        _name = name.Length <= 253 && NamePattern().IsMatch(name) ? name : throw SettingErrors.SecretNameMalformed(name);

    /// <summary>Reads it from what is configured.</summary>
    /// <param name="parts">What is configured.</param>
    /// <returns>The setting; null where it is as published.</returns>
    public static string? Read(ConfiguredParts parts) => parts.Pod(static pod => pod.Items(Field).FirstOrDefault().Text("name"));

    public override void Apply(ManifestParts parts, ICommandLog log)
    {
        foreach (var pod in parts.Pods)
        {
            if (pod[Field] is not JsonArray secrets)
            {
                secrets = [];
                pod.Remove(Field);
                pod.Insert(pod.IndexOf("serviceAccountName") + 1, Field, secrets);
            }

            if (!pod.Items(Field).Any(secret => secret.Text("name") == _name))
            {
                secrets.Add(new JsonObject { ["name"] = _name });
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex NamePattern();
}

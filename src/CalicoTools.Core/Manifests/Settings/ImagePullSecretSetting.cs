using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CalicoTools.Manifests.Settings.Objects;

namespace CalicoTools.Manifests.Settings;

/// <summary>The Secret with the registry's credentials, beside those that pods name already.</summary>
internal sealed partial class ImagePullSecretSetting : ManifestSetting
{
    private const string Field = "imagePullSecrets";

    private readonly string _name;

    public ImagePullSecretSetting(string name)
        : base("-ImagePullSecret") =>
        _name = name.Length <= 253 && NamePattern().IsMatch(name) ? name : throw SettingErrors.SecretNameMalformed(name);

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

            if (!secrets.OfType<JsonObject>().Any(secret => ManifestParts.Text(secret, "name") == _name))
            {
                secrets.Add(new JsonObject { ["name"] = _name });
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex NamePattern();
}

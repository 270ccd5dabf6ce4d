using System.Text.Json.Nodes;
using CalicoTools.Objects;

namespace CalicoTools.Manifests.Rules;

/// <summary>Rules for the webhooks that manifests with CRDs of projectcalico.org/v3 bring.</summary>
internal static class WebhookRules
{
    private const string CertificateInjection = "cert-manager.io/inject-ca-from";
    private static readonly string[] s_kinds = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"];

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ManifestRule> All { get; } =
    [
        new(
            "WebhookCABundleMissing",
            FindingSeverity.Error,
            "A webhook has no caBundle: the API server cannot verify it and refuses every write of the policies it is asked about.",
            "Put the CA certificate of the webhook's certificate there, in base64, or have cert-manager inject it.",
            static installation =>
                from configuration in s_kinds.SelectMany(installation.OfKind)
                where configuration.Find("metadata", "annotations", CertificateInjection) is null
                from webhook in (configuration.Find("webhooks") as JsonArray ?? []).OfType<JsonObject>()
                let client = webhook["clientConfig"] as JsonObject
                where client?["service"] is not null && client.Text("caBundle") is null or ""
                    && webhook.Text("failurePolicy") is not "Ignore"
                select configuration.Report($"{webhook["name"]} has no caBundle", "webhooks", webhook.Text("name") ?? "0")),
        new(
            "WebhookSecretElsewhere",
            FindingSeverity.Warning,
            "The webhooks' pod mounts a Secret with its certificate that is not in this manifest: until it is in the cluster, the pod does "
                + "not start.",
            "Create the TLS Secret first, with a certificate for the webhook's Service and its key.",
            static installation =>
                from configuration in s_kinds.SelectMany(installation.OfKind).Take(1)
                from workload in installation.OfKind("Deployment")
                from volume in workload.Pod.Items("volumes")
                let secret = (volume["secret"] as JsonObject)?["secretName"].Text()
                where secret is not null && secret.Contains("webhook", StringComparison.Ordinal) && installation.Find("Secret", secret) is null
                select workload.Report($"mounted is {secret}", "spec", "template", "spec", "volumes", volume.Text("name") ?? "0")),
    ];
}

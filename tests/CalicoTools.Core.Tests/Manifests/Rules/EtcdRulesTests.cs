using static CalicoTools.Core.Tests.Manifests.Rules.Inspecting;

namespace CalicoTools.Core.Tests.Manifests.Rules;

public sealed class EtcdRulesTests
{
    private static readonly (string, string) s_https =
        ("http://<ETCD_IP>:<ETCD_PORT>", "https://192.168.10.73:2379,https://192.168.10.74:2379");

    private static readonly (string, string) s_http = ("http://<ETCD_IP>:<ETCD_PORT>", "http://192.168.10.73:2379");

    private static readonly (string, string)[] s_paths =
    [
        ("etcd_ca: \"\"", "etcd_ca: /calico-secrets/etcd-ca"),
        ("etcd_cert: \"\"", "etcd_cert: /calico-secrets/etcd-cert"),
        ("etcd_key: \"\"", "etcd_key: /calico-secrets/etcd-key"),
    ];

    // Their content does not matter here.
    private static readonly (string, string)[] s_secret =
    [
        ("# etcd-key: null", "etcd-key: a2V5"),
        ("# etcd-cert: null", "etcd-cert: Y2VydA=="),
        ("# etcd-ca: null", "etcd-ca: Y2E="),
    ];

    private static readonly (string, string) s_withoutSecret = ("name: calico-etcd-secrets\n  namespace", "name: another\n  namespace");

    [Fact]
    public void Placeholder_endpoints_are_an_error()
    {
        var manifest = EtcdManifest("v3.21.2");
        var finding = Finds("EtcdEndpointPlaceholder", manifest, "http://<ETCD_IP>:<ETCD_PORT>");
        Assert.Equal((FindingSeverity.Error, "ConfigMap kube-system/calico-config"), (finding.Severity, finding.Subject));
        Assert.StartsWith("etcd_endpoints:", LineOf(manifest, finding), StringComparison.Ordinal);
        FindsNot("EtcdEndpointPlaceholder", EtcdManifest("v3.21.2", s_http));
    }

    [Fact]
    public void Https_endpoints_need_the_three_paths()
    {
        var findings = Check(EtcdManifest("v3.28.2", s_https, s_paths[1])).Of("EtcdPathMissing");
        Assert.Equal(2, findings.Count);
        Assert.Contains(findings, static finding => finding.Evidence.EndsWith("etcd_ca is empty", StringComparison.Ordinal));
        Assert.Contains(findings, static finding => finding.Evidence.EndsWith("etcd_key is empty", StringComparison.Ordinal));
        FindsNot("EtcdPathMissing", EtcdManifest("v3.28.2", [s_https, .. s_paths]));
        FindsNot("EtcdPathMissing", EtcdManifest("v3.28.2", s_http));
    }

    [Fact]
    public void Paths_without_https_encrypt_nothing()
    {
        Assert.Equal(FindingSeverity.Warning, Finds(
            "EtcdPathWithoutTls", EtcdManifest("v3.28.2", [s_http, .. s_paths]), "http://192.168.10.73").Severity);
        FindsNot("EtcdPathWithoutTls", EtcdManifest("v3.28.2", [s_https, .. s_paths]));
        FindsNot("EtcdPathWithoutTls", EtcdManifest("v3.28.2", s_http));
        FindsNot("EtcdPathWithoutTls", EtcdManifest("v3.28.2", s_paths));
    }

    [Fact]
    public void An_empty_Secret_is_an_error_where_certificates_are_needed()
    {
        Assert.Equal(
            "Secret kube-system/calico-etcd-secrets", Finds("EtcdSecretEmpty", EtcdManifest("v3.28.2", s_https), "no data").Subject);
        Finds("EtcdSecretEmpty", EtcdManifest("v3.28.2", [s_http, .. s_paths]), "no data");
        FindsNot("EtcdSecretEmpty", EtcdManifest("v3.28.2", s_http));
        FindsNot("EtcdSecretEmpty", EtcdManifest("v3.28.2", [s_https, .. s_paths, .. s_secret]));
    }

    [Fact]
    public void A_Secret_kept_apart_is_not_missed_but_worth_knowing()
    {
        var apart = EtcdManifest("v3.28.2", [s_https, .. s_paths, s_withoutSecret]);
        FindsNot("EtcdSecretEmpty", apart);
        Assert.Equal(FindingSeverity.Information, Finds("EtcdSecretElsewhere", apart, "etcd_ca is /calico-secrets/etcd-ca").Severity);
        FindsNot("EtcdSecretElsewhere", EtcdManifest("v3.28.2", [s_https, .. s_paths, .. s_secret]));
        FindsNot("EtcdSecretElsewhere", EtcdManifest("v3.28.2", s_http, s_withoutSecret));
        Assert.Empty(Check(apart, EtcdManifest("v3.28.2", s_secret)).Of("EtcdSecretElsewhere"));
    }

    [Fact]
    public void A_path_to_what_the_Secret_does_not_hold_is_an_error()
    {
        Finds("EtcdSecretKeyMissing", EtcdManifest(
            "v3.28.2", [s_https, .. s_paths, s_secret[0], s_secret[1]]), "etcd_ca is /calico-secrets/etcd-ca");
        Finds(
            "EtcdSecretKeyMissing",
            EtcdManifest("v3.28.2", [s_https, .. s_paths, .. s_secret, (
                "etcd_key: /calico-secrets/etcd-key", "etcd_key: /calico-secrets/calico-key.pem")]),
            "etcd_key is /calico-secrets/calico-key.pem");
        FindsNot("EtcdSecretKeyMissing", EtcdManifest("v3.28.2", [s_https, .. s_paths, .. s_secret]));
        FindsNot("EtcdSecretKeyMissing", EtcdManifest("v3.28.2", s_https, ("etcd_ca: \"\"", "etcd_ca: /etc/etcd/ca.pem"), s_secret[0]));
    }

    [Fact]
    public void Typha_does_not_go_with_etcd()
    {
        Finds("TyphaWithEtcd", EtcdManifest(
            "v3.28.2", ("typha_service_name: \"none\"", "typha_service_name: \"calico-typha\"")), "calico-typha");
        FindsNot("TyphaWithEtcd", EtcdManifest("v3.28.2"));
        FindsNot("TyphaWithEtcd", EtcdManifest("v3.28.2", ("typha_service_name: \"none\"", "typha_service_name: \"\"")));
    }

    [Fact]
    public void Manifests_are_judged_together_and_the_last_of_an_object_counts()
    {
        var manifest = EtcdManifest("v3.28.2", [s_https, .. s_paths]);
        var secret = Changed("""
            apiVersion: v1
            kind: Secret
            metadata:
              name: calico-etcd-secrets
              namespace: kube-system
            data:
              etcd-key: a2V5
              etcd-cert: Y2VydA==
              etcd-ca: Y2E=
            """);
        Assert.Single(Check(manifest).Of("EtcdSecretEmpty"));
        Assert.Empty(Check(manifest, secret).Of("EtcdSecretEmpty"));
        Assert.Single(Check(secret, manifest).Of("EtcdSecretEmpty"));
    }
}

using CalicoTools.Manifests.Settings.Objects;
using CalicoTools.Releases;

namespace CalicoTools.Manifests.Settings;

/// <summary>The errors of settings.</summary>
internal static class SettingErrors
{
    public static ManifestException NotSupported(string argument, CalicoManifest manifest, string because, string remedy) => new(
        "SettingNotSupported",
        ErrorKind.NotSupported,
        $"{argument} does not apply to {manifest} from {manifest.Source}, because {because}.",
        remedy,
        manifest.Source);

    public static ManifestException NeedsRelease(
        string argument, CalicoManifest manifest, ReleaseNumber since, string because, string remedy) => new(
        "SettingNeedsRelease",
        ErrorKind.NotSupported,
        $"{argument} needs Calico {since} or later and does not apply to {manifest} from {manifest.Source}: {because}.",
        remedy,
        manifest.Source);

    public static ManifestException ObjectMissing(string argument, CalicoManifest manifest, string missing) => new(
        "SettingObjectMissing",
        ErrorKind.NotFound,
        $"{argument} needs {missing}, which {manifest} from {manifest.Source} does not have.",
        manifest.Resources.Any(OperatorObjects.Contains)
            ? "This is a manifest of the Tigera operator: change its Installation instead, or use a manifest without it, such as calico.yaml."
            : "Give the whole manifest of the installation, such as calico.yaml or calico-etcd.yaml.",
        manifest.Source);

    public static ManifestException ObjectUnexpected(string argument, CalicoManifest manifest, string where, string expected) => new(
        "SettingObjectUnexpected",
        ErrorKind.InvalidData,
        $"{argument} cannot be set in {manifest} from {manifest.Source}: {where} is not {expected}.",
        "Correct the manifest there.",
        manifest.Source);

    public static ManifestException ConfigurationMalformed(TextPosition at, string key, LooseJsonException cause) => new(
        "CniConfigurationMalformed",
        ErrorKind.InvalidData,
        $"{key} is malformed in line {cause.Line} of its text: {cause.Message}.",
        "Correct it; it is JSON, in which a placeholder such as __CNI_MTU__ may stand for a number.",
        at.File,
        at);

    public static ManifestException EndpointMalformed(string endpoint, string problem)
    {
        // Before an at sign is a name or a password.
        var shown = endpoint[(endpoint.LastIndexOf('@') + 1)..];
        return Argument(
            "EtcdEndpointMalformed",
            $"'{shown}' is no etcd endpoint: {problem}.",
            "Write https://host:port, such as https://192.168.10.73:2379.",
            shown);
    }

    public static ManifestException EndpointsMixed(string endpoints) => Argument(
        "EtcdEndpointSchemesMixed",
        $"'{endpoints}' mixes http and https.",
        "Give the endpoints of one cluster: all https, or all http.",
        endpoints);

    public static ManifestException EndpointRepeated(string endpoint) => Argument(
        "EtcdEndpointRepeated", $"The etcd endpoint '{endpoint}' is given twice.", "Give every member once.", endpoint);

    public static ManifestException EndpointWithoutCertificate(string endpoints) => Argument(
        "EtcdEndpointNeedsCertificate",
        $"The etcd endpoints '{endpoints}' are https, but the manifest names no certificates.",
        "Add -EtcdCertificate, or -ExternalEtcdSecret when the Secret is created apart from the manifest; or give http endpoints.",
        endpoints);

    public static ManifestException CertificateWithoutEncryption(string endpoints) => Argument(
        "EtcdEndpointNotEncrypted",
        $"The manifest names certificates for etcd, but the etcd endpoints '{endpoints}' are http.",
        "Give https endpoints, or start from a manifest without certificates.",
        endpoints);

    public static ManifestException SecretBothWays() => Argument(
        "EtcdSecretContradictory",
        "-EtcdCertificate puts the certificates into the manifest's Secret, -ExternalEtcdSecret leaves the Secret out.",
        "Give one of the two.",
        "ExternalEtcdSecret");

    public static ManifestException RangeMalformed(string cidr) => Argument(
        "PodCidrMalformed",
        $"'{cidr}' is not an address range.",
        "Write an address and its prefix length, such as 10.244.0.0/16 or fd00:10:244::/56.",
        cidr);

    public static ManifestException RangeNotMasked(string cidr, string masked) => Argument(
        "PodCidrNotMasked", $"'{cidr}' has bits set beyond its prefix, which Calico refuses.", $"Did you mean {masked}?", cidr);

    public static ManifestException RangeSpecial(string cidr, string special) => Argument(
        "PodCidrSpecial",
        $"'{cidr}' overlaps with {special}, a range with a special meaning in which no pod can have an address.",
        "Give a private range of the cluster's own, such as 10.244.0.0/16 or fd00:10:244::/56.",
        cidr);

    public static ManifestException FamilyRepeated(string first, string second) => Argument(
        "PodCidrFamilyRepeated",
        $"'{first}' and '{second}' are of one address family; a manifest creates one pool per family.",
        "Give at most one IPv4 and one IPv6 range.",
        second);

    public static ManifestException RangeSmallerThanBlock(string cidr, int blockSize, string remedy) => Argument(
        "PodCidrSmallerThanBlock", $"The range {cidr} is smaller than one block of it, a /{blockSize}.", remedy, cidr);

    public static ManifestException DualStackIncomplete(string missing, string remedy) => Argument(
        "DualStackIncomplete", $"IPv6 needs {missing}.", remedy, "IP6AutodetectionMethod");

    public static ManifestException MethodUnknown(string method) => Argument(
        "AutodetectionMethodUnknown",
        $"'{method}' is no method to detect an address.",
        "Use first-found, can-reach=HOST, interface=REGEX, skip-interface=REGEX, cidr=CIDR or kubernetes-internal-ip.",
        method);

    public static ManifestException MethodMalformed(string method, string problem, string remedy) => Argument(
        "AutodetectionMethodMalformed", $"'{method}': {problem}.", remedy, method);

    public static ManifestException MethodFamily(string method, string target, string parameter, string family) => Argument(
        "AutodetectionFamilyMismatch",
        $"'{target}' in '{method}' is not {family}, which {parameter} detects.",
        $"Give an {family} address or range.",
        method);

    public static ManifestException HostPathMalformed(string parameter, string path, string problem) => Argument(
        "HostPathMalformed",
        $"{parameter} '{path}' {problem}.",
        "Give an absolute path on the nodes, such as /etc/cni/net.d.",
        path);

    public static ManifestException MtuOutOfRange(int mtu, string range) => Argument(
        "MtuOutOfRange", $"An MTU of {mtu} is not {range}.", $"Give {range}.", mtu);

    public static ManifestException BlockSizeOutOfRange(int blockSize, string range) => Argument(
        "BlockSizeOutOfRange", $"A block size of {blockSize} is not {range}.", $"Give the blocks' prefix length, {range}.", blockSize);

    public static ManifestException RegistryMalformed(string registry, string problem) => Argument(
        "ImageRegistryMalformed",
        $"'{registry}' is no registry: {problem}.",
        "Write its host, with port and path where it has them, such as reg.lan, reg.lan:5000 or reg.lan/mirror.",
        registry);

    public static ManifestException SecretNameMalformed(string name) => Argument(
        "ImagePullSecretMalformed",
        $"'{name}' is not a valid name of a Secret.",
        "Use lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit.",
        name);

    public static ManifestException ServiceHostMalformed(string host) => Argument(
        "KubernetesServiceHostMalformed",
        $"'{host}' is neither a name nor an address of an API server.",
        "Write a name such as api.lan, or an address such as 192.168.10.5 or fd00::5: without https://, brackets and port, which is "
            + "-KubernetesServicePort.",
        host);

    public static ManifestException ServicePortOutOfRange(int port) => Argument(
        "KubernetesServicePortOutOfRange", $"{port} is no port.", "Give the API server's own port, 1 to 65535; kubeadm's is 6443.", port);

    public static ManifestException ServiceIncomplete(string missing) => Argument(
        "KubernetesServiceIncomplete",
        $"The manifest names one half of the API server's address; {missing} is missing.",
        "Give -KubernetesServiceHost and -KubernetesServicePort together.",
        missing.TrimStart('-'));

    public static ManifestException VariableMalformed(string name) => Argument(
        "EnvironmentNameMalformed",
        $"'{name}' is not a valid name of an environment variable.",
        "Use letters, digits, '_', '-' and '.', not beginning with a digit.",
        name);

    public static ManifestException VariableContradictory(string name, string parameter) => Argument(
        "EnvironmentContradictory",
        $"-Environment names {name}, which {parameter} sets.",
        $"Leave {name} out, or {parameter}.",
        name);

    private static ManifestException Argument(string id, string message, string remedy, object subject) =>
        new(id, ErrorKind.InvalidArgument, message, remedy, subject);
}

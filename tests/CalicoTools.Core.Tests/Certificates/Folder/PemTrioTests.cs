using System.Text.Json;
using CalicoTools.Certificates.Folder;
using CalicoTools.Manifests.Secrets;

namespace CalicoTools.Core.Tests.Certificates.Folder;

public sealed class PemTrioTests
{
    [Theory]
    [InlineData("")]
    [InlineData("sed -i 's/$/\\r/' calico.pem calico-key.pem ca.pem")]
    [InlineData("cat ca.pem >> calico.pem; echo explained >> calico-key.pem")]
    [InlineData("openssl pkcs8 -topk8 -nocrypt -in calico-key.pem -out x; cat x > calico-key.pem")]
    public void The_data_are_byte_by_byte_those_of_kubectl(string change)
    {
        using var folder = SetFolder.WithSet();
        ExternalProgram.Run("bash", "-e", "-c", $"cd '{folder.Path}'\n{change}");
        var theirs = Data(ExternalProgram.Run(
            "kubectl",
            [
                "create", "secret", "generic", "calico-etcd-secrets", "-n", "kube-system", "--dry-run=client", "-o", "json",
                $"--from-file=etcd-ca={folder["ca.pem"]}",
                $"--from-file=etcd-cert={folder["calico.pem"]}",
                $"--from-file=etcd-key={folder["calico-key.pem"]}",
            ]));
        var secret = EtcdSecret.Create(Trio(folder).Read(acceptOtherCA: false, TestContext.Current.CancellationToken), "calico-etcd-secrets", "kube-system");
        var file = folder["secret.yaml"];
        File.WriteAllText(file, secret.ToYaml());
        Assert.Equal(theirs, Data(ExternalProgram.Run("kubectl", "annotate", "--local", "-f", file, "x=y", "-o", "json")));
        Assert.Equal("Secret kube-system/calico-etcd-secrets", secret.ToString());
        Assert.True(secret.HasSecretData);
    }

    [Theory]
    [InlineData("cp other/calico-key.pem calico-key.pem", "CertificateKeyMismatch", "calico-key.pem")]
    [InlineData("base64 -w0 calico.pem > x; cat x > calico.pem", "PemIsEncoded", "calico.pem")]
    [InlineData("base64 calico-key.pem > x; cat x > calico-key.pem", "PemIsEncoded", "calico-key.pem")]
    [InlineData("cp etcd-ca ca.pem", "PemIsEncoded", "ca.pem")]
    [InlineData("mv ca.pem x; mv calico.pem ca.pem; mv x calico.pem", "PemFilesSwapped", "ca.pem")]
    [InlineData("mv calico.pem x; mv calico-key.pem calico.pem; mv x calico-key.pem", "PemHasNoCertificate", "calico.pem")]
    [InlineData("openssl pkey -in calico-key.pem -aes256 -passout pass:x -out x; mv x calico-key.pem", "KeyEncrypted", "calico-key.pem:1")]
    [InlineData("cp other/ca.pem ca.pem", "CertificateNotIssuedByCA", "ca.pem")]
    public void Files_that_are_not_a_client_s_are_refused(string change, string errorId, string named)
    {
        using var folder = SetFolder.WithSet();
        using var other = SetFolder.WithSet();
        var script = change.Replace("other/", other.Path + "/", StringComparison.Ordinal);
        ExternalProgram.Run("bash", "-e", "-c", $"cd '{folder.Path}'\n{script}");
        var error = Assert.Throws<CertificateException>(() => Trio(folder).Read(acceptOtherCA: false, TestContext.Current.CancellationToken));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_of_another_authority_is_accepted_when_asked_for()
    {
        using var folder = SetFolder.WithSet();
        using var other = SetFolder.WithSet();
        File.Copy(other["ca.pem"], folder["ca.pem"], overwrite: true);
        Assert.Equal("CN=calico", Trio(folder).Read(acceptOtherCA: true, TestContext.Current.CancellationToken).Client.Subject);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = SetFolder.WithSet();
        File.Delete(folder["calico.pem"]);
        var error = Assert.Throws<PathException>(() => Trio(folder).Read(acceptOtherCA: false, TestContext.Current.CancellationToken));
        Assert.Contains(folder["calico.pem"], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Secret", "kube-system")]
    [InlineData("secret\n", "kube-system")]
    [InlineData("a..b", "kube-system")]
    [InlineData("secret", "kube.system")]
    [InlineData("secret", "-kube")]
    public void Names_Kubernetes_does_not_allow_are_refused(string name, string namespaceName) => Assert.Equal(
        "ResourceNameInvalid",
        Assert.Throws<ManifestException>(() => EtcdSecret.Create(SetFolder.Issue(), name, namespaceName)).ErrorId);

    private static PemTrio Trio(SetFolder folder) => new(folder["ca.pem"], folder["calico.pem"], folder["calico-key.pem"]);

    private static List<(string, string?)> Data(string json)
    {
        using var secret = JsonDocument.Parse(json);
        return [.. secret.RootElement.GetProperty("data").EnumerateObject().Select(static value => (value.Name, value.Value.GetString()))];
    }
}

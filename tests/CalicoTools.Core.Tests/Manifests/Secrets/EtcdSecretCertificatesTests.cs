using System.Text;
using CalicoTools.Core.Tests.Manifests.Rules;
using CalicoTools.Manifests.Documents;
using CalicoTools.Manifests.Secrets;

namespace CalicoTools.Core.Tests.Manifests.Secrets;

public sealed class EtcdSecretCertificatesTests(OpensslFiles files) : IClassFixture<OpensslFiles>
{
    private const string Head = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: calico-etcd-secrets\n  namespace: kube-system\n";

    [Fact]
    public void Values_are_read_as_Kubernetes_reads_them()
    {
        var wrapped = string.Concat(Encode(files.Certificate).Chunk(76).Select(static line => $"\n    {new string(line)}"));
        foreach (var certificate in new[] { Encode(files.Certificate), $"|{wrapped}" })
        {
            var read = Read(Data(certificate));
            Assert.Equal(Encode(files.Certificate), read.EtcdCert);
        }

        var indented = files.Certificate.TrimEnd().ReplaceLineEndings("\n    ");
        var mixed = Read($"{Data(Encode("not this one"))}stringData:\n  etcd-cert: |\n    {indented}\n");
        Assert.Equal(Encode(files.Certificate), mixed.EtcdCert);
    }

    [Fact]
    public void A_wrong_value_is_named_with_its_Secret()
    {
        Refuses("EtcdValueNotBase64", Data("no-base64"));
        Refuses("EtcdValueNotBase64", Data(files.Certificate.TrimEnd().Split('\n')[1].Insert(4, " ")));
        Refuses("EtcdValueDoubled", Data(Encode(Encode(files.Certificate))));
        Refuses("EtcdValueNotPem", Data(Encode(files.Certificate[..200])));
        Refuses("PemHasNoCertificate", Data(Encode("hello")));
    }

    [Fact]
    public void A_Secret_without_one_of_the_three_is_none() => Assert.Equal(
        "EtcdSecretMissing", Assert.Throws<CertificateException>(() => Read($"{Head}data:\n  etcd-key: {Encode(files.Key)}\n")).ErrorId);

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static CalicoCertificateSet Read(string secret) => EtcdSecretCertificates.Read(Manifest.Parse(secret, "secret.yaml"));

    private static void Refuses(string errorId, string secret)
    {
        var error = Assert.Throws<CertificateException>(() => Read(secret));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains("etcd-cert of Secret kube-system/calico-etcd-secrets", error.Message, StringComparison.Ordinal);
    }

    private string Data(string certificate) =>
        $"{Head}data:\n  etcd-key: {Encode(files.Key)}\n  etcd-ca: {Encode(files.Authority)}\n  etcd-cert: {certificate}\n";
}

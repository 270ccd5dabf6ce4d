using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.ControlPlane.Servers;

/// <summary>All certificates of a control plane: CalicoTools issues them, as it would for etcd and Calico.</summary>
public sealed class ClusterCertificates
{
    /// <summary>The group that may do everything.</summary>
    public const string Administrators = "system:masters";

    public const string ApiServer = "kube-apiserver";
    public const string Etcd = "etcd";
    public const string Kubelet = "kubelet";

    private readonly CertificateFolder _folder;

    internal ClusterCertificates(string folder)
    {
        _folder = CertificateFolder.Open(folder, CancellationToken.None);
        Write(_folder, new CertificateOptions
        {
            CACommonName = "kubernetes",
            CommonName = "kube-apiserver-client",
            Organizations = [Administrators],
            Members =
            [
                EtcdMember.Named(Etcd, [Etcd]),
                EtcdMember.Named(Kubelet, [Kubelet]),
                EtcdMember.Named(ApiServer, ["kubernetes", "kubernetes.default", "kubernetes.default.svc", "10.0.0.1"]),
            ],
        });
    }

    /// <summary>The certificate of the authority.</summary>
    public string Authority => _folder.CAPath;

    /// <summary>With what tokens of service accounts are checked and signed.</summary>
    public (string Certificate, string Key) ServiceAccounts => User("service-accounts");

    /// <summary>With what the API server shows etcd and kubelets who it is.</summary>
    public (string Certificate, string Key) ApiServerClient => Pair(_folder.Path, "calico");

    /// <summary>With what a server shows who it is.</summary>
    public (string Certificate, string Key) Server(string name) => Pair(_folder.Path, name);

    /// <summary>With what a user shows who he is; issued when first asked for.</summary>
    public (string Certificate, string Key) User(string name, params IReadOnlyList<string> groups)
    {
        var folder = CertificateFolder.Open(Path.Combine(_folder.Path, name.Replace(':', '-')), CancellationToken.None);
        if (!folder.HasCA)
        {
            Write(folder, new CertificateOptions
            {
                CAPath = _folder.CAPath,
                CAKeyPath = _folder.CAKeyPath,
                CommonName = name,
                Organizations = groups,
            });
        }

        return Pair(folder.Path, "calico");
    }

    private static (string Certificate, string Key) Pair(string folder, string name) =>
        (Path.Combine(folder, $"{name}.pem"), Path.Combine(folder, $"{name}-key.pem"));

    private static void Write(CertificateFolder folder, CertificateOptions options) =>
        folder.Write(CertificateIssuer.Issue(options, new SilentLog(), CancellationToken.None), force: false, newCA: false);
}

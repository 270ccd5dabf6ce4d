namespace CalicoTools.Core.Tests.Manifests.Rules;

/// <summary>
/// Certificates and keys as openssl makes them: PEM texts. The client's is valid for 365 days, its authority's for ten years.
/// </summary>
public sealed class OpensslFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public OpensslFiles()
    {
        Authority = SelfSigned("ca", "calico-ca", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
        SameNameAuthority = SelfSigned("same-name", "calico-ca", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
        OtherAlgorithmAuthority = SelfSigned("rsa", "calico-ca", "rsa:2048");
        OtherNameAuthority = SelfSigned("other-name", "etcd-ca", "ed25519");
        ExternalProgram.Run(
            "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=calico",
            "-keyout", _folder["calico-key.pem"], "-out", _folder["calico.csr"]);
        ExternalProgram.Run(
            "openssl", "x509", "-req", "-in", _folder["calico.csr"], "-CA", _folder["ca.pem"], "-CAkey", _folder["ca-key.pem"],
            "-CAcreateserial", "-days", "365", "-out", _folder["calico.pem"]);
        ExternalProgram.Run(
            "openssl", "pkey", "-in", _folder["calico-key.pem"], "-aes256", "-passout", "pass:secret", "-out", _folder["encrypted.pem"]);
        ExternalProgram.Run(
            "openssl", "x509", "-req", "-in", _folder["calico.csr"], "-CA", _folder["ca.pem"], "-CAkey", _folder["ca-key.pem"],
            "-CAcreateserial", "-days", "365", "-extfile", _folder.Write("server.ext", "extendedKeyUsage=serverAuth\n"), "-out", _folder["server.pem"]);
        Key = Read("calico-key.pem");
        Certificate = Read("calico.pem");
        ServerCertificate = Read("server.pem");
        EncryptedKey = Read("encrypted.pem");
        OtherKey = Read("ca-key.pem");
    }

    public string Key { get; }

    public string Certificate { get; }

    /// <summary>Another certificate of the client's key, for servers.</summary>
    public string ServerCertificate { get; }

    public string Authority { get; }

    public string EncryptedKey { get; }

    public string OtherKey { get; }

    /// <summary>An authority made anew under the same name.</summary>
    public string SameNameAuthority { get; }

    public string OtherAlgorithmAuthority { get; }

    public string OtherNameAuthority { get; }

    public void Dispose() => _folder.Dispose();

    private string SelfSigned(string file, string name, params string[] key)
    {
        ExternalProgram.Run(
            "openssl",
            ["req", "-x509", "-nodes", "-days", "3650", "-subj", $"/CN={name}", "-keyout", _folder[$"{file}-key.pem"],
                "-out", _folder[$"{file}.pem"], "-newkey", .. key]);
        return Read($"{file}.pem");
    }

    private string Read(string file) => File.ReadAllText(_folder[file]);
}

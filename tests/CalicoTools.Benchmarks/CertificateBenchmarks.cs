using BenchmarkDotNet.Attributes;

namespace CalicoTools.Benchmarks;

/// <summary>A certificate authority and a client certificate, P-256, as PEM files: in a session the runtime has compiled for, and by the peers' programs.</summary>
[WarmupCount(5)]
public class CertificateBenchmarks : IDisposable
{
    private const string Request = """{"CN": "calico", "key": {"algo": "ecdsa", "size": 256}}""";

    private readonly WorkFolder _folder = new();
    private readonly WarmSession _session = new();

    [GlobalSetup]
    public void WriteRequests()
    {
        _folder.Write("ca.json", """{"CN": "calico-ca", "key": {"algo": "ecdsa", "size": 256}}""");
        _folder.Write("client.json", Request);
        _folder.Write("config.json", """
            {"signing": {"default": {"expiry": "8760h", "usages": ["signing", "key encipherment", "client auth"]}}}
            """);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = WarmSession.Times)]
    public void CalicoTools() => _session.Repeat($"New-CalicoCerts -Path \"{_folder.Next()}-$i\"");

    [Benchmark(OperationsPerInvoke = WarmSession.Times)]
    public void CalicoToolsInMemory() => _session.Repeat("New-CalicoCerts");

    [Benchmark(Baseline = true, OperationsPerInvoke = WarmSession.Times)]
    public void Cfssl() => Peer.Repeat(RunCfssl);

    [Benchmark(OperationsPerInvoke = WarmSession.Times)]
    public void Openssl() => Peer.Repeat(RunOpenssl);

    private void RunCfssl()
    {
        Peer.Run(_folder.Path, "sh", "-c", "cfssl gencert -initca ca.json 2>/dev/null | cfssljson -bare ca");
        Peer.Run(
            _folder.Path, "sh", "-c", "cfssl gencert -ca=ca.pem -ca-key=ca-key.pem -config=config.json client.json 2>/dev/null | cfssljson -bare client");
    }

    private void RunOpenssl()
    {
        Peer.Run(
            _folder.Path,
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=calico-ca",
            "-days", "3650", "-keyout", "o-ca-key.pem", "-out", "o-ca.pem");
        Peer.Run(
            _folder.Path,
            "openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=calico",
            "-keyout", "o-key.pem", "-out", "o.csr");
        Peer.Run(
            _folder.Path,
            "openssl", "x509", "-req", "-in", "o.csr", "-CA", "o-ca.pem", "-CAkey", "o-ca-key.pem", "-days", "365", "-out", "o.pem");
    }
}

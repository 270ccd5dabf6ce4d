using CalicoTools.Certificates;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates;

/// <summary>A folder with certificates issued into it, for openssl to judge.</summary>
internal sealed class IssuedFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public List<string> Warnings { get; } = [];

    public string this[string name] => _folder[name];

    public string Write(string name, string content) => _folder.Write(name, content);

    /// <summary>Issues a set and writes its certificates and keys, each to its file.</summary>
    public CertificateSet Issue(CertificateOptions? options = null, DateTimeOffset? now = null)
    {
        var set = CertificateIssuer.Issue(options ?? new(), new Log(Warnings), new FixedClock(now ?? DateTimeOffset.UtcNow), default);
        foreach (var certificate in set.Entries)
        {
            File.WriteAllBytes(this[$"{certificate.Name}.pem"], certificate.FileBytes.Span);
            if (set.KeyOf(certificate) is { } key)
            {
                File.WriteAllBytes(this[$"{certificate.Name}-key.pem"], key.Pem().Span);
            }
        }

        return set;
    }

    /// <summary>Expects that nothing can be issued, and tells why.</summary>
    public CertificateException Refusal(CertificateOptions options, DateTimeOffset? now = null) =>
        Assert.Throws<CertificateException>(() => Issue(options, now));

    /// <summary>Makes an authority with openssl: ca.pem and ca-key.pem.</summary>
    public CertificateOptions OpenSslAuthority(string subject, params string[] arguments)
    {
        if (!File.Exists(this["ca-key.pem"]))
        {
            OpenSsl.Run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", this["ca-key.pem"]);
        }

        OpenSsl.Run(
            ["req", "-x509", "-new", "-key", this["ca-key.pem"], "-out", this["ca.pem"], "-subj", subject, "-days", "3650", .. arguments]);
        return ExistingAuthority();
    }

    /// <summary>Options to sign with ca.pem and ca-key.pem.</summary>
    public CertificateOptions ExistingAuthority(TimeSpan? validFor = null) =>
        new() { CAPath = this["ca.pem"], CAKeyPath = this["ca-key.pem"], ValidFor = validFor };

    public void Dispose() => _folder.Dispose();

    private sealed class Log(List<string> warnings) : ICommandLog
    {
        public void Verbose(string message) => Assert.DoesNotContain("PRIVATE", message, StringComparison.Ordinal);

        public void Warning(string message) => warnings.Add(message);

        public void Progress(string activity, int done, int total) => Assert.InRange(done, 0, total);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

using CalicoTools.Certificates;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Issuing;

namespace CalicoTools.Core.Tests.Certificates.Folder;

/// <summary>A folder for one set of certificates, and a place around it.</summary>
internal sealed class SetFolder : IDisposable
{
    private readonly TemporaryFolder _place = new();

    public string Path => _place["pki"];

    public string Place => _place.Path;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>What is in the folder, by name; a link as what it leads to.</summary>
    public IReadOnlyDictionary<string, string> Files => Directory.GetFileSystemEntries(Path)
        .ToDictionary(static path => System.IO.Path.GetFileName(path), File.ReadAllText);

    public IReadOnlyList<string> Names => [.. Files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>A folder with a new set in it.</summary>
    public static SetFolder WithSet(params string[] members)
    {
        var folder = new SetFolder();
        folder.Write(Issue(members));
        return folder;
    }

    public static CertificateSet Issue(params string[] members) => Issue(Options(members));

    public static CertificateSet Issue(CertificateOptions options, DateTimeOffset? now = null) =>
        CertificateIssuer.Issue(options, new SilentLog(), new FixedClock(now ?? DateTimeOffset.UtcNow), default);

    public static CertificateOptions Options(params string[] members) =>
        new() { Members = [.. members.Select(static name => EtcdMember.Named(name, [$"{name}.lan"]))] };

    /// <summary>A set issued by the authority in the folder.</summary>
    public CertificateSet IssueHere(params string[] members) => Issue(new CertificateOptions
    {
        CAPath = this["ca.pem"],
        CAKeyPath = this["ca-key.pem"],
        Members = Options(members).Members,
        ValidFor = TimeSpan.FromDays(100),
    });

    public CalicoCertificateSet Write(CertificateSet set, bool force = false, bool newCA = false) =>
        CertificateFolder.Open(Path, TestContext.Current.CancellationToken).Write(set, force, newCA);

    public CalicoCertificateSet Read() => CertificateFolder.Open(Path, TestContext.Current.CancellationToken).Read();

    /// <summary>Expects that a set cannot be written and nothing has changed; tells why.</summary>
    public CertificateException Refusal(CertificateSet set, bool force = false, bool newCA = false)
    {
        var before = Files;
        var error = Assert.Throws<CertificateException>(() => Write(set, force, newCA));
        Assert.Equal(before, Files);
        var preview = Assert.Throws<CertificateException>(() => CertificateFolder.Open(Path, TestContext.Current.CancellationToken).EnsureWritable(set, force, newCA));
        Assert.Equal(error.ErrorId, preview.ErrorId);
        return error;
    }

    public void Dispose() => _place.Dispose();

    private sealed class SilentLog : ICommandLog
    {
        public void Verbose(string message) => Assert.NotEmpty(message);

        public void Warning(string message) => Assert.NotEmpty(message);

        public void Progress(string activity, int done, int total) => Assert.InRange(done, 0, total);
    }

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

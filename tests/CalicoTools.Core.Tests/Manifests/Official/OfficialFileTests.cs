using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CalicoTools.Core.Tests.Manifests.Settings;
using CalicoTools.Manifests.Official;
using CalicoTools.Releases;
using OfficialFile = CalicoTools.Manifests.Official.OfficialFile;

namespace CalicoTools.Core.Tests.Manifests.Official;

public sealed class OfficialFileTests : IDisposable
{
    private static readonly byte[] s_content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("# a line of a file\n", 20_000)));
    private static readonly OfficialFile s_file = new("v3.28.2", "calico.yaml", OfficialFile.Hashed(s_content));
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly WebServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly CommandLog _log = new();
    private readonly CancellationTokenSource _stopping =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private TimeSpan _timeout = s_patience;

    private string Cached => Path.Combine(_folder.Path, "cache", "manifests", "v3.28.2", "calico.yaml");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
        _stopping.Dispose();
    }

    [Fact]
    public async Task A_file_is_downloaded_once_and_then_comes_from_the_cache()
    {
        _server.Answers("/calico.yaml", WebAnswer.File(s_content));
        Assert.Equal(s_content, await ReadAsync());
        Assert.Equal(s_content, File.ReadAllBytes(Cached));
        _server.Stop();
        Assert.Equal(s_content, await ReadAsync());
        Assert.Equal(["/calico.yaml"], _server.Requests);
    }

    [Fact]
    public async Task A_damaged_cache_is_mended()
    {
        _server.Answers("/calico.yaml", WebAnswer.File(s_content));
        Directory.CreateDirectory(Path.GetDirectoryName(Cached)!);
        File.WriteAllBytes(Cached, s_content[..^1]);
        Assert.Equal(s_content, await ReadAsync());
        Assert.Equal(s_content, File.ReadAllBytes(Cached));
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("silence")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("429")]
    public async Task What_may_heal_is_tried_again(string fault)
    {
        _server.Answers("/calico.yaml", Fault(fault), Fault(fault), WebAnswer.File(s_content));
        Assert.Equal(s_content, await ReadAsync());
        Assert.Equal(3, _server.Requests.Count);
    }

    [Theory]
    [InlineData("cut", "DownloadIncomplete", ErrorKind.Unreachable, 3)]
    [InlineData("500", "DownloadServerFailed", ErrorKind.Unreachable, 3)]
    [InlineData("404", "DownloadNotFound", ErrorKind.NotFound, 1)]
    [InlineData("403", "DownloadRefused", ErrorKind.PermissionDenied, 1)]
    [InlineData("418", "DownloadFailed", ErrorKind.Unreachable, 1)]
    [InlineData("slow", "DownloadTimedOut", ErrorKind.TimedOut, 1)]
    [InlineData("circle", "DownloadRedirected", ErrorKind.InvalidData, 6)]
    [InlineData("ftp", "DownloadUnreachable", ErrorKind.Unreachable, 1)]
    [InlineData("file", "DownloadRedirected", ErrorKind.InvalidData, 1)]
    [InlineData("emptyfile", "DownloadRedirected", ErrorKind.InvalidData, 1)]
    [InlineData("broken", "DownloadRedirected", ErrorKind.InvalidData, 1)]
    [InlineData("empty", "DownloadEmpty", ErrorKind.InvalidData, 1)]
    [InlineData("large", "DownloadTooLarge", ErrorKind.InvalidData, 1)]
    [InlineData("wrong", "ManifestHashMismatch", ErrorKind.InvalidData, 1)]
    [InlineData("short", "ManifestHashMismatch", ErrorKind.InvalidData, 1)]
    [InlineData("page", "ManifestHashMismatch", ErrorKind.InvalidData, 1)]
    public async Task What_does_not_heal_is_one_error_and_leaves_nothing_in_the_cache(
        string fault, string errorId, ErrorKind kind, int requests)
    {
        _server.Answers("/calico.yaml", Fault(fault));
        _timeout = fault == "slow" ? TimeSpan.FromSeconds(2) : s_patience;
        var error = await Assert.ThrowsAsync<ManifestException>(ReadAsync);
        Assert.Equal((errorId, kind, requests), (error.ErrorId, error.Kind, _server.Requests.Count));
        Assert.Contains("/calico.yaml", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task A_wrong_hash_is_told_with_both()
    {
        _server.Answers("/calico.yaml", WebAnswer.File("abc"));
        var error = await Assert.ThrowsAsync<ManifestException>(ReadAsync);
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", error.Message, StringComparison.Ordinal);
        Assert.Contains(s_file.Sha256, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_is_followed()
    {
        _server.Answers("/calico.yaml", WebAnswer.Redirect("/elsewhere")).Answers("/elsewhere", WebAnswer.FileOfUnknownLength(s_content));
        Assert.Equal(s_content, await ReadAsync());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_an_error_with_other_ways()
    {
        _server.Stop();
        var error = await Assert.ThrowsAsync<ManifestException>(ReadAsync);
        Assert.Equal("DownloadUnreachable", error.ErrorId);
        Assert.Contains("New-CalicoManifest", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_trusted_is_an_error()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=mirror", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var server = new WebServer(certificate);
        server.Answers("/calico.yaml", WebAnswer.File(s_content));
        var error = await Assert.ThrowsAsync<ManifestException>(() => ReadAsync(server));
        Assert.Equal("DownloadNotTrusted", error.ErrorId);
        Assert.DoesNotContain("/calico.yaml", server.Requests);
    }

    [Fact]
    public async Task Stopping_ends_it_and_leaves_nothing_in_the_cache()
    {
        _server.Answers("/calico.yaml", WebAnswer.Slow(s_content));
        var reading = ReadAsync();
        SpinWait.SpinUntil(() => _server.Requests.Count > 0, s_patience);
        await _stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Several_at_once_leave_one_whole_file()
    {
        _server.Answers("/calico.yaml", WebAnswer.File(s_content));
        var contents = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReadAsync()));
        Assert.All(contents, static content => Assert.Equal(s_content, content));
        Assert.Equal([Cached], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Empty(_log.Warnings);
        Assert.Equal(s_content, File.ReadAllBytes(Cached));
    }

    [Fact]
    public async Task Where_it_cannot_be_kept_it_is_given_all_the_same_with_a_warning()
    {
        _server.Answers("/calico.yaml", WebAnswer.File(s_content));
        _folder.Write("cache", "a file in the way");
        Assert.Equal(s_content, await ReadAsync());
        Assert.Contains("is not kept", Assert.Single(_log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_are_known_of_seven_files_of_every_release_from_v3_24_0_on()
    {
        Assert.Equal(54 * 7, OfficialFile.All.Distinct().Count());
        Assert.All(
            ReleaseCatalogue.Releases.Where(static release => release.Number >= new ReleaseNumber(3, 24, 0)),
            static release => Assert.Equal(7, OfficialFile.All.Count(file => file.Release == release.ToString())));
    }

    /// <summary>The hashes are those sha256sum finds in the official files.</summary>
    [OfficialFact]
    public void Hashes_are_those_of_the_official_files()
    {
        var files = ReferenceFolder.Manifests.Where(static file => string.CompareOrdinal(file.Release, "v3.24") > 0).ToArray();
        var sums = ExternalProgram
            .Run("sha256sum", files.Select(static file => ReferenceFolder.Manifest(file.Release, file.File)))
            .Split('\n');
        Assert.NotEmpty(files);
        Assert.All(files.Zip(sums), static pair => Assert.Equal(
            pair.Second.Split(' ')[0], OfficialFile.All.Single(file => (file.Release, file.Name) == pair.First).Sha256));
    }

    [Theory]
    [InlineData("https://mirror.lan/calico", "https://mirror.lan/calico/v3.28.2/manifests/calico.yaml")]
    [InlineData("https://mirror.lan/calico/?key=x", "https://mirror.lan/calico/v3.28.2/manifests/calico.yaml?key=x")]
    [InlineData("http://mirror.lan:8080", "http://mirror.lan:8080/v3.28.2/manifests/calico.yaml")]
    [InlineData("https://mirror.lan/files/calico-3.28.2.yaml", "https://mirror.lan/files/calico-3.28.2.yaml")]
    [InlineData("https://mirror.lan/files/c.YML?key=x", "https://mirror.lan/files/c.YML?key=x")]
    public void A_mirror_is_a_file_or_laid_out_as_upstream_s(string mirror, string address) =>
        Assert.Equal(address, ManifestAddress.Checked(new Uri(mirror)).Of(s_file).Uri.AbsoluteUri);

    [Fact]
    public void Upstream_s_address_is_that_of_the_file_at_the_release_s_tag() => Assert.Equal(
        "https://raw.githubusercontent.com/projectcalico/calico/v3.28.2/manifests/calico.yaml",
        ManifestAddress.Upstream(s_file).ToString());

    [Fact]
    public void An_address_is_shown_without_what_may_be_secret() => Assert.Equal(
        "https://mirror.lan/a b.yaml", ManifestAddress.Checked(new Uri("https://mirror.lan/a%20b.yaml?token=secret#x")).ToString());

    private static WebAnswer Fault(string name) => name switch
    {
        "cut" => WebAnswer.Cut(s_content),
        "silence" => WebAnswer.HangUp(),
        "slow" => WebAnswer.Slow(s_content),
        "circle" => WebAnswer.Redirect("/calico.yaml#signature=secret"),
        "file" => WebAnswer.Redirect("file:///etc/hostname"),
        "emptyfile" => WebAnswer.Redirect("file://"),
        "broken" => WebAnswer.Redirect("http://["),
        "ftp" => WebAnswer.Redirect("ftp://127.0.0.1/calico.yaml"),
        "empty" => WebAnswer.File(""),
        "large" => WebAnswer.FileOfUnknownLength(new byte[(16 * 1024 * 1024) + 1]),
        "wrong" => WebAnswer.File("kind: Namespace\n"),
        "short" => WebAnswer.FileOfUnknownLength(s_content[..^1]),
        "page" => WebAnswer.File("<!doctype html><html></html>"),
        _ => WebAnswer.Status($"{name} Because"),
    };

    private Task<byte[]> ReadAsync() => ReadAsync(_server);

    private Task<byte[]> ReadAsync(WebServer server) => OfficialManifests.ReadAsync(
        s_file,
        ManifestAddress.Checked(new Uri($"{server.Address}/calico.yaml")),
        new ManifestCache(_folder["cache"]),
        _timeout,
        _log,
        _stopping.Token);
}

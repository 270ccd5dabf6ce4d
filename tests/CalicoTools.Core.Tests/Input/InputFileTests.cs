using System.Runtime.Versioning;
using System.Text;
using CalicoTools.Certificates.Cfssl;
using CalicoTools.Certificates.Checks;
using CalicoTools.Certificates.Folder;
using CalicoTools.Certificates.Pem;
using CalicoTools.Cluster.Connection;
using CalicoTools.Core.Tests.Certificates.Folder;
using CalicoTools.Input;
using CalicoTools.Manifests.Documents;

namespace CalicoTools.Core.Tests.Input;

[UnsupportedOSPlatform("windows")]
public sealed class InputFileTests : IDisposable
{
    private static readonly InputKind s_small = new("a test", 1000);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Doors => ["manifest", "PEM", "three PEM files", "cfssl", "kubeconfig", "CA of a kubeconfig", "token"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_named_pipe_is_refused_at_once(string door)
    {
        var pipe = SpecialFiles.Pipe(_folder["pipe"]);
        Assert.Equal(("PathNotRegularFile", pipe), Refusal(door, pipe));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_device_is_refused(string door) => Assert.Equal(("PathNotRegularFile", "/dev/zero"), Refusal(door, "/dev/zero"));

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_file_larger_than_its_kind_is_refused_before_it_is_read(string door)
    {
        // Sparse: it takes no space on the disk.
        using (var file = File.Create(_folder["large"]))
        {
            file.SetLength(100L << 30);
        }

        Assert.Equal(("FileTooLarge", _folder["large"]), Refusal(door, _folder["large"], out var allocated));
        Assert.True(allocated < InputKind.Certificates.Limit);
    }

    [Fact]
    public void What_is_no_regular_file_is_told_as_what_it_is()
    {
        Assert.Contains("is a named pipe", Error(SpecialFiles.Pipe(_folder["pipe"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a socket", Error(SpecialFiles.Socket(_folder["socket"])).Message, StringComparison.Ordinal);
        Assert.Contains("is a device", Error("/dev/null").Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Error(_folder.Path).Message, StringComparison.Ordinal);
        Assert.Equal("PathInvalid", Error("/tmp/a\0b").ErrorId);
    }

    [Fact]
    public void A_link_that_the_user_names_is_followed_to_a_file_and_no_further()
    {
        // As Kubernetes mounts a Secret: a link, through a link to a folder, to the file.
        Directory.CreateDirectory(_folder["..version"]);
        File.WriteAllText(_folder["..version/token"], "content");
        Directory.CreateSymbolicLink(_folder["..data"], "..version");
        File.CreateSymbolicLink(_folder["token"], "..data/token");
        Assert.Equal("content", Text(_folder["token"], s_small));
        File.CreateSymbolicLink(_folder["endless"], "/dev/zero");
        Assert.Equal("PathNotRegularFile", Error(_folder["endless"]).ErrorId);
    }

    [Fact]
    public void A_link_where_the_program_keeps_its_own_file_is_not_followed()
    {
        File.CreateSymbolicLink(_folder["record"], _folder.Write("elsewhere", "content"));
        Assert.Equal(
            "PathNotRegularFile", Assert.Throws<PathException>(() => InputFile.ReadOwnBytes(_folder["record"], s_small)).ErrorId);
        Assert.Equal("content"u8.ToArray(), InputFile.ReadOwnBytes(_folder["elsewhere"], s_small));
    }

    [Fact]
    public void A_file_is_read_up_to_its_limit_and_not_beyond()
    {
        Assert.Equal(1000, Bytes(_folder.Write("full", new string('x', 1000)), s_small).Length);
        Assert.Equal("FileTooLarge", Error(_folder.Write("more", new string('x', 1001))).ErrorId);
        Assert.Empty(Bytes(_folder.Write("empty", ""), s_small));
        var large = new InputKind("a test", 300_000);
        Assert.Equal(200_000, Bytes(_folder.Write("large", new string('x', 200_000)), large).Length);
    }

    [Fact]
    public void A_file_of_the_system_that_says_it_is_empty_is_read()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");
        Assert.NotEmpty(Bytes("/proc/self/status", InputKind.Manifest));
        Assert.Equal("FileTooLarge", Error("/proc/self/smaps").ErrorId);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Reading_stops_when_the_user_stops_it(string door)
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(Reading(door, _folder.Write("file", "x"), stopped.Token));
    }

    [Fact]
    public void Reading_a_folder_of_certificates_stops_when_the_user_stops_it()
    {
        using var folder = SetFolder.WithSet("etcd1");
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => CertificateFolder.Open(folder.Path, stopped.Token).Read());
        Assert.Throws<OperationCanceledException>(() => CertificateFolder.Open(folder.Path, stopped.Token).Certificates());
        Assert.Throws<OperationCanceledException>(() => CertificateChecks.Check(folder.Path, notExpiringWithin: null, stopped.Token));
    }

    [Fact]
    public void Text_is_UTF_8_or_UTF_16_with_a_mark()
    {
        foreach (var encoding in new Encoding[] { Encoding.UTF8, new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            File.WriteAllText(_folder["text"], "{\"é\": \"😀\"}", encoding);
            Assert.Equal("{\"é\": \"😀\"}", Text(_folder["text"], s_small));
            Assert.Equal("{\"é\": \"😀\"}"u8.ToArray(), Utf8(_folder["text"], s_small));
        }

        File.WriteAllBytes(_folder["binary"], [.. "ok\nok\n"u8, 0xE9, (byte)'\n']);
        var error = Assert.Throws<PathException>(() => Text(_folder["binary"], s_small));
        Assert.Equal("FileNotText", error.ErrorId);
        Assert.Contains($"{_folder["binary"]}:3:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_is_read_up_to_its_limit_and_not_beyond()
    {
        static Stream Endless() => File.OpenRead("/dev/zero");
        static Exception Exceeded() => new InvalidDataException();
        var whole = await BoundedStream.ReadAllAsync(new MemoryStream(new byte[5]), 5, Exceeded, TestContext.Current.CancellationToken);
        Assert.Equal(5, whole.Length);
        await Assert.ThrowsAsync<InvalidDataException>(
            () => BoundedStream.ReadAllAsync(Endless(), 1 << 20, Exceeded, TestContext.Current.CancellationToken));

        using var lines = new BoundedStream(Endless(), 10, Exceeded);
        Assert.Equal(10, lines.Read(new byte[10], 0, 10));
        lines.Renew();
        Assert.Equal(10, lines.Read(new byte[10], 0, 10));
        Assert.Throws<InvalidDataException>(() => lines.Read(new byte[1]));
    }

    private static byte[] Bytes(string path, InputKind kind) => InputFile.ReadBytes(path, kind, TestContext.Current.CancellationToken);

    private static byte[] Utf8(string path, InputKind kind) => InputFile.ReadUtf8(path, kind, TestContext.Current.CancellationToken);

    private static string Text(string path, InputKind kind) => InputFile.ReadText(path, kind, TestContext.Current.CancellationToken);

    private static PathException Error(string path) =>
        SpecialFiles.AtOnce(() => Assert.Throws<PathException>(() => Bytes(path, s_small)));

    private (string Id, object? Path) Refusal(string door, string path) => Refusal(door, path, out _);

    private (string Id, object? Path) Refusal(string door, string path, out long allocated)
    {
        var read = Reading(door, path, TestContext.Current.CancellationToken);
        (allocated, var error) = SpecialFiles.AtOnce(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var refusal = Assert.Throws<PathException>(read);
            return (GC.GetAllocatedBytesForCurrentThread() - before, refusal);
        });
        return (error.ErrorId, error.Subject);
    }

    private Func<object?> Reading(string door, string path, CancellationToken stop) => door switch
    {
        "manifest" => () => ManifestReader.ReadFile(path, stop),
        "PEM" => () => PemText.Load(path, stop),
        "three PEM files" => () => new PemTrio(path, path, path).Read(acceptOtherCA: false, stop),
        "cfssl" => () => CfsslObject.Load(path, stop),
        "kubeconfig" => () => KubeConfig.Read([path], stop),
        "CA of a kubeconfig" => () => ContextReader.Read(KubeConfig.Read([WithAuthority(path)], CancellationToken.None), "x", stop),
        "token" => () => new TokenFileCredential("it", path).AuthorizationAsync(stop).AsTask().GetAwaiter().GetResult(),
        _ => throw new ArgumentOutOfRangeException(nameof(door), door, null),
    };

    private string WithAuthority(string path) => _folder.Write("config", $$$"""
        contexts: [{name: x, context: {cluster: c}}]
        clusters: [{name: c, cluster: {server: "https://x", certificate-authority: "{{{path}}}"}}]
        """);
}

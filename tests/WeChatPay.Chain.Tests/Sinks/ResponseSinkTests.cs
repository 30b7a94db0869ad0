using System.Net;
using System.Text;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Sinks;

internal sealed class ResponseSinkTests : IDisposable
{
    private const string SignedPath = "v3/x";
    private const string UnsignedPath = "v3/billdownload/file";

    private static readonly byte[] _body = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Commit_IntoAFile_ContainsTheWholeBodyAndLeavesNothingElse(
        [Values] Way way, [Values(SignedPath, UnsignedPath)] string path)
    {
        using var client = Platform(path).CreateClient();

        var response = await way.GetAsync(client.Chain(path), new { sink = _folder.PathOf("bill.csv") });

        Assert.That(await File.ReadAllBytesAsync(_folder.PathOf("bill.csv")), Is.EqualTo(_body));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
        Assert.That(response.BodyBytes, Is.Empty);
        Assert.That(response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Commit_OverAFile_ReplacesIt([Values] Way way, [Values(SignedPath, UnsignedPath)] string path)
    {
        await File.WriteAllTextAsync(_folder.PathOf("bill.csv"), new string('x', 300_000));
        using var client = Platform(path).CreateClient();

        await way.GetAsync(client.Chain(path), new { sink = _folder.PathOf("bill.csv") });

        Assert.That(await File.ReadAllBytesAsync(_folder.PathOf("bill.csv")), Is.EqualTo(_body));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
    }

    [Test]
    public async Task Commit_IntoAStream_AppendsTheBodyAndLeavesItOpen([Values] Way way, [Values(SignedPath, UnsignedPath)] string path)
    {
        using var client = Platform(path).CreateClient();
        using var sink = new MemoryStream();
        sink.WriteByte(1);

        await way.GetAsync(client.Chain(path), new { sink });

        Assert.That(sink.CanWrite);
        Assert.That(sink.ToArray(), Is.EqualTo((byte[])[1, .. _body]));
    }

    [Test]
    public async Task Receive_WithProgress_ReportsTheBytesReceivedUpToTheWhole(
        [Values] Way way, [Values(SignedPath, UnsignedPath)] string path)
    {
        var reports = new Reports();
        using var client = Platform(path).CreateClient();

        await way.GetAsync(client.Chain(path), new { sink = _folder.PathOf("bill.csv"), progress = reports });

        Assert.That(reports.Values, Has.Count.GreaterThan(1).And.Ordered.And.Unique);
        Assert.That(reports.Values[^1], Is.EqualTo(_body.Length));
    }

    [Test]
    public async Task Dispose_ABodyThatDoesNotVerify_LeavesNoFile([Values] Way way, [Values] bool signed)
    {
        using var client = new FakePlatform(Forged(signed)).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.GetAsync(client.Chain(SignedPath), new { sink = _folder.PathOf("bill.csv") }));

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Dispose_ABodyThatDoesNotVerify_KeepsTheExistingFile([Values] Way way, [Values] bool signed)
    {
        await File.WriteAllTextAsync(_folder.PathOf("bill.csv"), "yesterday's");
        using var client = new FakePlatform(Forged(signed)).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.GetAsync(client.Chain(SignedPath), new { sink = _folder.PathOf("bill.csv") }));

        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("bill.csv")), Is.EqualTo("yesterday's"));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
    }

    [Test]
    public async Task Dispose_ABodyThatDoesNotVerify_WritesNothingToTheCallersStream([Values] Way way, [Values] bool signed)
    {
        using var client = new FakePlatform(Forged(signed)).CreateClient();
        using var sink = new MemoryStream();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain(SignedPath), new { sink }));

        Assert.That(sink.Length, Is.Zero);
    }

    [Test]
    public async Task Dispose_ATruncatedBody_KeepsTheExistingFile([Values] Way way, [Values(SignedPath, UnsignedPath)] string path)
    {
        await File.WriteAllTextAsync(_folder.PathOf("bill.csv"), "yesterday's");
        var pieces = 0;
        using var client = new StubHandler(_ =>
        {
            var message = new FakeResponse().ToMessage(TimeProvider.System);
            message.Content = new StreamContent(
                new GeneratedBody(buffer => pieces++ % 3 < 2 ? buffer.Length : throw new IOException("reset")));
            return message;
        }).CreateClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain(path), new { sink = _folder.PathOf("bill.csv") }));

        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("bill.csv")), Is.EqualTo("yesterday's"));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
    }

    [Test]
    public async Task Open_AnError_NeverTouchesTheSink(
        [Values] Way way, [Values(SignedPath, UnsignedPath)] string path, [Values(302, 400, 404, 500, 503)] int status)
    {
        await File.WriteAllTextAsync(_folder.PathOf("bill.csv"), "yesterday's");
        using var client = new FakePlatform(FakeResponse.Error(status, "{\"code\":\"NO_STATEMENT_EXIST\"}")).CreateClient();
        using var sink = new MemoryStream();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.GetAsync(client.Chain(path), new { sink = _folder.PathOf("bill.csv") })))!;
        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain(path), new { sink }));

        Assert.That(failure.Code, Is.EqualTo("NO_STATEMENT_EXIST"));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("bill.csv")), Is.EqualTo("yesterday's"));
        Assert.That(_folder.Files, Is.EqualTo(["bill.csv"]));
        Assert.That(sink.Length, Is.Zero);
    }

    [Test]
    public async Task Open_WhereNoFileCanBeCreated_IsAnArgumentExceptionBeforeSending([Values] Way way)
    {
        var platform = Platform(SignedPath);
        using var client = platform.CreateClient();
        using var readOnly = new MemoryStream([], writable: false);
        object[] sinks = [_folder.PathOf("missing/bill.csv"), _folder.FullName, " ", readOnly, 5];

        foreach (var sink in sinks)
        {
            Assert.That(
                (await Assert.ThrowsAsync<ArgumentException>(() => way.GetAsync(client.Chain(SignedPath), new { sink })))!.ParamName,
                Is.EqualTo("sink"));
        }
        Assert.That(platform.Requests, Is.Empty);
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task Commit_AnEmptyBody_CreatesAnEmptyFile([Values] Way way)
    {
        using var client = new FakePlatform(new FakeResponse { Status = HttpStatusCode.NoContent, Body = [] }).CreateClient();

        await way.GetAsync(client.Chain(SignedPath), new { sink = _folder.PathOf("empty") });

        Assert.That(new FileInfo(_folder.PathOf("empty")).Length, Is.Zero);
    }

    [Test]
    public async Task Dispose_AfterAStreamHadToWait_RemovesTheTemporaryFile([Values] Way way, [Values] bool committed)
    {
        using var target = new MemoryStream();
        string temporary;

        using (var sink = ResponseSink.Parse(target, "sink")!.Begin(bufferUntilCommit: true, long.MaxValue))
        {
            temporary = ((FileStream)sink.Stream).Name;
            sink.Stream.Write("body"u8);
            Assert.That(File.Exists(temporary));
            if (committed)
            {
                await sink.CommitAsync(isAsync: way == Way.Async, CancellationToken.None);
            }
        }

        Assert.That(File.Exists(temporary), Is.False);
        Assert.That(Encoding.UTF8.GetString(target.ToArray()), Is.EqualTo(committed ? "body" : ""));
    }

    private static FakePlatform Platform(string path) => new(new FakeResponse { Body = _body, Signed = path == SignedPath });

    private static FakeResponse Forged(bool signed) => new() { Body = _body, SignedBody = _body[1..], Signed = signed };

    /// <summary>Records each report at once; a <see cref="Progress{T}"/> would pass it on later.</summary>
    private sealed class Reports : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }
}

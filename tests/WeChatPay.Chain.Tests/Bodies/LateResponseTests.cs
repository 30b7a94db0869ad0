using System.Text;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bodies;

/// <summary>A response that is incomplete when its call times out is not a success, however its stream ends.</summary>
internal sealed class LateResponseTests
{
    private const string Unsigned = "v3/billdownload/file";

    private static IEnumerable<Func<Exception?>> Endings =>
    [
        () => null,
        () => new ObjectDisposedException("stream"),
        () => new InvalidTimeZoneException("anything"),
        () => new IOException("aborted"),
        () => new InvalidOperationException("closed"),
    ];

    [TestCaseSource(nameof(Endings))]
    public async Task Read_TheTimeoutPassesDuringARead_IsATimeout(Func<Exception?> ending)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            foreach (var intoSink in new[] { true, false })
            {
                using var folder = new TemporaryFolder();
                var path = folder.PathOf("bill.csv");
                using var client = new StubHandler(_ => new HttpResponseMessage { Content = new EndingContent(ending) }).CreateClient();

                var failure = (await Assert.ThrowsAsync<TimeoutException>(() =>
                    way.GetAsync(client.Chain(Unsigned), new { timeout = 0.05, sink = intoSink ? path : null })))!;

                Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
                Assert.That(Directory.GetFiles(folder.FullName), Is.Empty);
            }
        }
    }

    [Test]
    public async Task Read_ADrip_EndsWithTheDownloadTimeout([Values] Way way)
    {
        await using var server = new LoopbackServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), stop);
                await Task.Delay(10, stop);
            }
        }).Start();
        using var client = server.CreateClient(options => options.DownloadTimeout = TimeSpan.FromSeconds(0.3));
        using var folder = new TemporaryFolder();

        var failure = (await Assert.ThrowsAsync<TimeoutException>(() =>
            way.GetAsync(client.Chain(Unsigned), new { sink = folder.PathOf("bill.csv") })))!;

        Assert.That(failure.Message, Does.StartWith($"GET {Unsigned} timed out after 0.3 s."));
        Assert.That(Directory.GetFiles(folder.FullName), Is.Empty);
    }

    [Test]
    public async Task Read_ACompressedBodyThatIsTruncated_LeavesNoFile(
        [Values] Way way, [Values("gzip", "deflate", "br")] string encoding, [Values] bool intoSink)
    {
        var packed = Packed.With(encoding, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200))));
        var fakeResponse = new FakeResponse { Body = packed[..(packed.Length / 2)], Signed = false };
        await using var server = new LoopbackServer((_, stream, stop) =>
            stream.WriteAsync(LoopbackServer.Wire(fakeResponse, $"Content-Encoding: {encoding}\r\n"), stop).AsTask()).Start();
        using var client = server.CreateClient();
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.GetAsync(client.Chain(Unsigned), new { sink = intoSink ? folder.PathOf("bill.csv") : null }));

        Assert.That(Directory.GetFiles(folder.FullName), Is.Empty);
    }

    /// <summary>Blocks its first read until the content is disposed or its token fires, and then ends as specified.</summary>
    private sealed class EndingContent(Func<Exception?> ending) : HttpContent
    {
        private readonly EndingStream _stream = new(ending);

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => _stream;

        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(_stream);

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            _stream.End();
            base.Dispose(disposing);
        }
    }

    private sealed class EndingStream(Func<Exception?> ending) : MemoryStream
    {
        private readonly ManualResetEventSlim _ended = new();
        private bool _hasBegun;

        public void End() => _ended.Set();

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                "half"u8.CopyTo(buffer);
                return 4;
            }
            _ended.Wait();
            return ending() is { } failure ? throw failure : 0;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_hasBegun)
            {
                return Read(buffer.Span);
            }
            await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            return ending() is { } failure ? throw failure : 0;
        }
    }
}

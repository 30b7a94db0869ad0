using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Transport;

/// <summary>What a verb throws, and whether it says that the request may have taken effect.</summary>
internal sealed partial class CallExceptionTests
{
    private const string MayTakeEffect =
        "The request may still take effect: query its result before you retry it, and retry it only with the same order number.";

    private static IEnumerable<Exception> Strangers =>
    [
        new SocketException((int)SocketError.ConnectionReset),
        new AuthenticationException("The remote certificate was rejected."),
        new ObjectDisposedException("SslStream"),
        new CryptographicException("The key is gone."),
        new InvalidTimeZoneException("A handler of the application."),
        new ArgumentException("A handler's own argument."),
        new InvalidOperationException(),
        new OperationCanceledException("A handler's own token."),
        new TimeoutException("A handler's own patience."),
        new HttpRequestException("reset"),
        new IOException("disk"),
        new AggregateException(new SocketException()),
        WeChatPayException.RecordOutcome(new InvalidOperationException("of another call"), outcomeUnknown: false),
    ];

    // SocketsHttpHandler resends the request when a pooled connection turns out to be closed, and reports only the second failure.
    [Test]
    public async Task Get_WhenNoConnectionIsMadeAfterOneWasKept_IsUnknown([Values] Way way, [Values] bool kept, [Values] bool hasContent)
    {
        var refused = new HttpRequestException(HttpRequestError.ConnectionError, "refused");
        using var client = new FakePlatform(Script.Of([.. kept ? new object[] { new FakeResponse() } : [], refused])).CreateClient();
        if (kept)
        {
            using var first = await way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } });
        }

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(
            () => hasContent ? way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } }) : way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.EqualTo(kept && !hasContent));
        Assert.That(failure.Message.EndsWith("Nothing was sent.", StringComparison.Ordinal), Is.Not.EqualTo(kept && !hasContent));
    }

    [TestCaseSource(nameof(Strangers))]
    public async Task Post_AnyExceptionOfTheConstructor_IsOfUnknownOutcome(Exception stranger)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new StubHandler(_ => throw stranger).CreateClient(options => options.Resilience = new ResilienceOptions());

            var failure = (await Assert.CatchAsync(() => way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } })))!;

            Assert.That(failure, Is.SameAs(stranger).Or.InnerException.SameAs(stranger));
            Assert.That(WeChatPayException.IsOutcomeUnknown(failure), $"{way}");
        }
    }

    // All ways in which a handler can read the bytes. They are in memory, so none has to be awaited.
    private static readonly Action<HttpContent>[] _writings =
    [
        content => content.CopyTo(Stream.Null, null, CancellationToken.None),
        content => content.CopyToAsync(Stream.Null).GetAwaiter().GetResult(),
        content => content.ReadAsStream().Dispose(),
        content => content.ReadAsStreamAsync().GetAwaiter().GetResult().Dispose(),
    ];

    private static IEnumerable<TestCaseData> Bodies =>
    [
        new TestCaseData((object)new { json = new { a = 1 } }).SetArgDisplayNames("json"),
        new TestCaseData((object)new { }).SetArgDisplayNames("none"),
        new TestCaseData((object)new { body = "text" }).SetArgDisplayNames("text"),
        new TestCaseData((object)new { body = new MediaUpload([1, 2], "image.jpg") }).SetArgDisplayNames("upload"),
    ];

    // A stream or a handler that connects only on the first write throws such an exception.
    [TestCaseSource(nameof(Bodies))]
    public async Task Post_NotConnectedAfterTheContentBeganToBeWritten_IsUnknownAndSentOnce(object options)
    {
        foreach (var (way, write) in Enum.GetValues<Way>().SelectMany(way => _writings.Select(write => (way, write))))
        {
            foreach (var error in new[]
            {
                HttpRequestError.ConnectionError,
                HttpRequestError.NameResolutionError,
                HttpRequestError.SecureConnectionError,
                HttpRequestError.ProxyTunnelError
            })
            {
                var sent = 0;
                using var client = new StubHandler(message =>
                {
                    sent++;
                    write(message.Content!);
                    throw new HttpRequestException(error);
                }).CreateClient(options => options.Resilience = new ResilienceOptions());

                var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"), options)))!;

                Assert.That((sent, WeChatPayException.IsOutcomeUnknown(failure)), Is.EqualTo((1, true)), $"{way} {error}");
                Assert.That(failure.Message, Does.StartWith("POST v3/x failed: ").And.EndWith(MayTakeEffect));
            }
        }
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task Post_NotConnectedBeforeTheContentIsWritten_HadNoEffectAndIsSentAgain(object options)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var sent = 0;
            var clock = new LeapingTimeProvider();
            using var client = new StubHandler(_ =>
            {
                sent++;
                throw new HttpRequestException(HttpRequestError.ConnectionError);
            }).CreateClient(client => (client.TimeProvider, client.Resilience) = (clock, new ResilienceOptions { MaxRetryAttempts = 1 }));

            var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"), options)))!;

            Assert.That((sent, WeChatPayException.IsOutcomeUnknown(failure)), Is.EqualTo((4, false)), "Two attempts at each of two hosts.");
            Assert.That(failure.Message, Does.StartWith("POST v3/x failed: ").And.EndWith(" Nothing was sent."));
        }
    }

    [Test]
    public async Task Post_AContentOfTheCaller_IsSentWithItsHeadersAndLength([Values] Way way)
    {
        using var content = new MultipartFormDataContent("edge") { { new StringContent("1"), "a" } };
        var platform = new FakePlatform(V2Message.Success().Signed().ToResponse());
        using var client = platform.CreateClient();

        await Assert.DoesNotThrowAsync(() => way.PostAsync(client.Chain("v2/x"), new { body = content }));

        Assert.That(platform.Request.Headers["Content-Type"], Is.EqualTo("multipart/form-data; boundary=\"edge\""));
        Assert.That(platform.Request.Headers["Content-Length"], Is.EqualTo($"{content.Headers.ContentLength}"));
        Assert.That(platform.Request.Body, Does.Contain("name=a").And.EndWith("--edge--\r\n"));
    }

    [Test]
    public async Task Post_AContentOfUnknownLength_IsSentWhole([Values] Way way)
    {
        using var content = new StreamContent(GeneratedBody.Zeros(100));
        var platform = new FakePlatform(V2Message.Success().Signed().ToResponse());
        using var client = platform.CreateClient();

        await Assert.DoesNotThrowAsync(() => way.PostAsync(client.Chain("v2/x"), new { body = content }));

        Assert.That(platform.Request.BodyBytes, Has.Length.EqualTo(100));
        Assert.That(platform.Request.Headers.GetValueOrDefault("Content-Length"), Is.Null.Or.EqualTo("100"));
    }

    [Test]
    public async Task Get_AFailureThatClaimsNoConnectionAfterAResponse_IsUnknown([Values] Way way)
    {
        using var client = new StubHandler(_ => new HttpResponseMessage { Content = new LostContent() }).CreateClient();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/billdownload/file"))))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    /// <summary>A response whose body fails like a connection that is never made.</summary>
    private sealed class LostContent : HttpContent
    {
        private static HttpRequestException Lost => new(HttpRequestError.ConnectionError);

        protected override Task<Stream> CreateContentReadStreamAsync() => throw Lost;

        protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => throw Lost;

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => throw Lost;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

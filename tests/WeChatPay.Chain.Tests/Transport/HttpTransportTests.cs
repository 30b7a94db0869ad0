using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed partial class HttpTransportTests
{
    [Test]
    public async Task Send_OverRealSockets_SignsTheTargetAsItIsSent(
        [Values] Way way,
        [Values(
            "v3/certificates", "hk/v3/x/", "v3/x?a=%7c&b=%7E&c=1+2", "v3/a|b?q=深圳", "v3/a%2Fb/%E6%B7%B1;c=1/@:$&'()*+,=", "v3/x?",
            "v3//x")] string path)
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var client = server.CreateClient();

        await way.GetAsync(client.Chain(path));

        var sent = "/" + path.Replace("|", "%7C", StringComparison.Ordinal).Replace("深圳", "%E6%B7%B1%E5%9C%B3", StringComparison.Ordinal);
        Assert.That(server.Request.Target, Is.EqualTo(sent));
        Assert.That(server.Request.IsSigned());
    }

    [Test]
    public async Task Send_OverRealSockets_SendsTheBodyThatIsSigned([Values] Way way, [Values] bool streamed)
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var client = server.CreateClient(options => options.BaseAddress = new Uri(options.BaseAddress, "sandbox/"));
        using var stream = new MemoryStream("{\"备注\":\"深圳\"}"u8.ToArray());

        await way.PostAsync(client.Chain("v3/x"), streamed ? new { body = stream } : new { json = new { 备注 = "深圳" } });

        Assert.That(server.Request.Target, Is.EqualTo("/sandbox/v3/x"));
        Assert.That(server.Request.Body, Is.EqualTo("{\"备注\":\"深圳\"}"));
        Assert.That(server.Request.IsSigned());
    }

    [Test]
    public async Task Send_NoServerListens_IsAnHttpRequestExceptionWithoutEffect([Values] Way way)
    {
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://{free.LocalEndpoint}/");
        free.Stop();
        using var client = Client(null!, options => (options.PrimaryHandler, options.BaseAddress) = (null, address));

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(failure.ToString(), Does.Not.Contain("Flurl.Http.FlurlHttpException"));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public async Task Send_AnExceptionOfAHandlerOfTheCaller_KeepsItsTrace([Values] Way way)
    {
        using var client = new StubHandler(Fail).CreateClient();

        var failure = (await Assert.ThrowsAsync<InvalidTimeZoneException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.StackTrace, Does.Contain(nameof(Fail)));
    }

    private static HttpResponseMessage Fail(HttpRequestMessage message) => throw new InvalidTimeZoneException();

    [Test]
    public async Task Send_TheConnectionIsClosedWithoutAResponse_IsAnHttpRequestExceptionOfUnknownOutcome([Values] Way way)
    {
        await using var server = new LoopbackServer((_, stream, _) =>
        {
            stream.Close();
            return Task.CompletedTask;
        }).Start();
        using var client = server.CreateClient();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } })))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
        Assert.That(
            server.Connections.SelectMany(connection => connection.Requests).Count(),
            Is.EqualTo(1),
            "A request that may have taken effect is not repeated.");
    }

    [Test]
    public async Task Send_AfterDispose_IsAnObjectDisposedException([Values] Way way, [Values] bool security, [Values] bool used)
    {
        var platform = new FakePlatform();
        var client = platform.CreateClient();
        if (used)
        {
            client.Chain("v3/x").Get(new { security });
        }

        client.Dispose();
        client.Dispose();

        var failure = (await Assert.ThrowsAsync<ObjectDisposedException>(() => way.GetAsync(client.Chain("v3/x"), new { security })))!;

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
        Assert.That(platform.Requests, Has.Count.EqualTo(used ? 1 : 0));
    }

    [Test]
    public async Task Dispose_WithAGivenHandler_DoesNotDisposeIt([Values] bool security)
    {
        using var handler = new StubHandler(_ => new FakeResponse().ToMessage(TimeProvider.System));
        var first = Client(handler);
        await first.Chain("v3/x").GetAsync(new { security });

        first.Dispose();

        Assert.That(handler.IsDisposed, Is.False);
        using var second = Client(handler);
        Assert.That((await second.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void Send_Synchronously_NeverCallsAsynchronousMethods()
    {
        using var client = Client(new SynchronousHandler());
        using var content = new StringContent("{}");
        using var stream = new MemoryStream("{}"u8.ToArray());

        Assert.That(client.Chain("v3/x").Get().StatusCode, Is.EqualTo(200));
        Assert.That(client.Chain("v3/x").Post(new { json = new { a = 1 } }).StatusCode, Is.EqualTo(200));
        Assert.That(client.Chain("v3/x").Post(new { body = content }).StatusCode, Is.EqualTo(200));
        Assert.That(client.Chain("v3/x").Post(new { body = stream }).StatusCode, Is.EqualTo(200));
        Assert.That(client.Chain("v3/x").Post(new { body = new Chain.Media.MediaUpload([1], "a.png") }).StatusCode, Is.EqualTo(200));
        Assert.That(client.Chain("v3/x").Get(new { sink = new SynchronousStream() }).StatusCode, Is.EqualTo(200));
    }

    /// <summary>Returns a response synchronously, with a body that can be read only synchronously.</summary>
    private sealed class SynchronousHandler : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content?.CopyTo(new SynchronousStream(), context: null, cancellationToken);
            var message = new FakeResponse().ToMessage(TimeProvider.System);
            message.Content = new StreamContent(new SynchronousStream(new FakeResponse().Body));
            return message;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new AssertionException("A synchronous call went out asynchronously.");
    }

    private sealed class SynchronousStream : MemoryStream
    {
        public SynchronousStream()
        {
        }

        public SynchronousStream(byte[] bytes)
            : base(bytes)
        {
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new AssertionException("Read asynchronously.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new AssertionException("Read asynchronously.");

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new AssertionException("Written asynchronously.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new AssertionException("Written asynchronously.");
    }
}

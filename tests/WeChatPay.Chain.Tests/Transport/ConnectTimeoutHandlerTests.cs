using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed class ConnectTimeoutHandlerTests
{
    [Test]
    public async Task Send_NoConnectionInTime_SaysThatNothingWasSent([Values] Way way)
    {
        using var silent = Silent();
        using var invoker = new HttpMessageInvoker(
            new ConnectTimeoutHandler(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(50) }));
        using var message = Message(silent);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.SendAsync(invoker, message)))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(failure.Message, Is.EqualTo("No connection to 127.0.0.1 could be made within 0.05 s."));
    }

    [Test]
    public async Task Client_WithHandlerOfTheCaller_SaysThatNothingWasSent([Values] Way way)
    {
        using var silent = Silent();
        using var sockets = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(50) };
        var options = Merchant.Options(sockets);
        options.BaseAddress = new Uri($"https://{silent.LocalEndpoint}/");
        using var client = new WeChatPayClient(options);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(
            failure.Message, Is.EqualTo("POST v3/x failed: No connection to 127.0.0.1 could be made within 0.05 s. Nothing was sent."));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    // The exception of a connect timeout, although the connection was made.
    [TestCase(true, 20, true, TestName = "Send_ATimeoutAfterTheRequestMayHaveLeft_StaysWhatItIs")]
    [TestCase(false, 60_000, true, TestName = "Send_ATimeoutBeforeTheTimeToConnectIsOver_StaysWhatItIs")]
    [TestCase(false, Timeout.Infinite, true, TestName = "Send_ATimeoutWithoutATimeToConnect_StaysWhatItIs")]
    [TestCase(false, 20, false, TestName = "Send_ACancellationThatIsNotATimeout_StaysWhatItIs")]
    public async Task Send_ACancellationOfSomethingElse_StaysWhatItIs(bool left, int connectTimeout, bool isTimeout)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var call = TestCall.Create(HttpMethod.Post);
            using var sockets = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(connectTimeout) };
            sockets.ConnectCallback = async (_, stop) =>
            {
                if (left)
                {
                    call.MarkMayHaveBeenSent();
                    await Task.Delay(Timeout.Infinite, stop);
                }
                return new ImpatientStream(new OperationCanceledException(
                    "The stream's own time is over.", isTimeout ? new TimeoutException() : null));
            };
            using var invoker = new HttpMessageInvoker(new ConnectTimeoutHandler(sockets));
            using var message = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/v3/x");
            call.AttachTo(message);

            await Assert.CatchAsync<OperationCanceledException>(() => way.SendAsync(invoker, message));
        }
    }

    [TestCase(false, HttpRequestError.ConnectionError)]
    [TestCase(true, HttpRequestError.Unknown)]
    public async Task Send_ABareSocketException_IsAnHttpRequestException(bool left, HttpRequestError error)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var call = TestCall.Create(HttpMethod.Post);
            using var sockets = new SocketsHttpHandler
            {
                ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new ImpatientStream(new SocketException(107)))
            };
            using var invoker = new HttpMessageInvoker(new ConnectTimeoutHandler(sockets));
            using var message = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/v3/x");
            call.AttachTo(message);
            if (left)
            {
                call.MarkMayHaveBeenSent();
            }

            var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.SendAsync(invoker, message)))!;

            Assert.That(failure.HttpRequestError, Is.EqualTo(error));
            Assert.That(failure.InnerException, Is.TypeOf<SocketException>());
        }
    }

    [Test]
    public async Task Send_CanceledByTheCallerWhileConnecting_StaysACancellation([Values] Way way)
    {
        using var silent = Silent();
        using var invoker = new HttpMessageInvoker(new ConnectTimeoutHandler(new SocketsHttpHandler()));
        using var message = Message(silent);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.CatchAsync<OperationCanceledException>(async () =>
            _ = way == Way.Async ? await invoker.SendAsync(message, caller.Token) : invoker.Send(message, caller.Token));
    }

    private static HttpRequestMessage Message(TcpListener server)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"https://{server.LocalEndpoint}/v3/x");
        TestCall.Create(HttpMethod.Post).AttachTo(message);
        return message;
    }

    /// <summary>Fails when it is written to.</summary>
    private sealed class ImpatientStream(Exception failure) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw failure;

        public override void Write(ReadOnlySpan<byte> buffer) => throw failure;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw failure;
    }

    /// <summary>Accepts connections and sends nothing, so that TLS never begins.</summary>
    private static TcpListener Silent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}

using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Transport;

/// <summary>The exceptions of real connections.</summary>
internal sealed partial class CallExceptionTests
{
    // SocketsHttpHandler reports a connect timeout with the same exception.
    [Test]
    public async Task Post_AStreamBelowTheSocketsTimesOut_IsReadOnceAndUnknown(
        [Values] Way way, [Values] bool tunnel, [Values] bool connectTimeout)
    {
        await using var server = new LoopbackServer(static (_, _, stop) => Task.Delay(Timeout.Infinite, stop)).Start();
        using var sockets = new SocketsHttpHandler
        {
            ConnectTimeout = connectTimeout ? TimeSpan.FromSeconds(30) : Timeout.InfiniteTimeSpan
        };
        if (tunnel)
        {
            sockets.ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new ImpatientStream(new NetworkStream(socket, ownsSocket: true), server);
            };
        }
        else
        {
            sockets.PlaintextStreamFilter = (context, _) =>
                ValueTask.FromResult<Stream>(new ImpatientStream(context.PlaintextStream, server));
        }
        using var client = server.CreateClient(options =>
            (options.PrimaryHandler, options.Resilience) = (sockets, new ResilienceOptions()));

        var failure = (await Assert.CatchAsync<Exception>(() =>
            way.PostAsync(client.Chain("v3/x"), new { json = new { out_trade_no = "1" } })))!;

        Assert.That(server.Connections.SelectMany(connection => connection.Requests).Count(), Is.EqualTo(1));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
        Assert.That(failure.Message, Does.Not.Contain("Nothing was sent"));
    }

    [Test]
    public async Task Post_AConnectionThatIsReset_SaysWhatToDo([Values] Way way)
    {
        await using var server = new LoopbackServer((_, stream, _) =>
        {
            ((NetworkStream)stream).Socket.LingerState = new LingerOption(enable: true, seconds: 0);
            stream.Close();
            return Task.CompletedTask;
        }).Start();
        using var client = server.CreateClient();

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain("v3/x/{id}"), new { id = "secret", json = new { a = 1 } })))!;

        Assert.That(failure.Message, Does.StartWith("POST v3/x/{id} failed: ").And.EndWith(MayTakeEffect));
    }

    [Test]
    public async Task Send_AConnectionThatIsRejected_SaysThatNothingWasSent([Values] Way way, [Values] bool isWrite)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var options = Merchant.Options();
        options.BaseAddress = new Uri($"http://{free.LocalEndpoint}/");
        free.Stop();
        using var client = new WeChatPayClient(options);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(
            () => isWrite ? way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } }) : way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Message, Does.StartWith($"{(isWrite ? "POST" : "GET")} v3/x failed: ").And.EndWith(" Nothing was sent."));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public async Task Get_TheServerClosesWithoutAResponseAndIsGone_IsUnknown([Values] Way way, [Values] bool given, [Values] bool filtered)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = Merchant.Options();
        options.BaseAddress = new Uri($"http://{listener.LocalEndpoint}/");
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            Assert.That(await socket.ReceiveAsync(new byte[4096]), Is.Positive);
            listener.Stop();
        });
        using var sockets = new SocketsHttpHandler();
        if (filtered)
        {
            sockets.PlaintextStreamFilter = static (context, _) => ValueTask.FromResult(context.PlaintextStream);
        }
        options.PrimaryHandler = given ? sockets : null;
        using var client = new WeChatPayClient(options);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        await serving;
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
        Assert.That(failure.Message, Does.Not.Contain("Nothing was sent"));
    }

    /// <summary>Writes the request, waits until the server has read it, and then fails to read the response.</summary>
    private sealed class ImpatientStream(Stream inner, LoopbackServer server) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        private bool IsRead => server.Connections.Any(connection => connection.Requests.Count > 0);

        public override void Flush() => inner.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count)
        {
            SpinWait.SpinUntil(() => IsRead);
            throw new OperationCanceledException("The stream's own time is over.", new TimeoutException());
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!IsRead)
            {
                await Task.Yield();
            }
            throw new OperationCanceledException("The stream's own time is over.", new TimeoutException());
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

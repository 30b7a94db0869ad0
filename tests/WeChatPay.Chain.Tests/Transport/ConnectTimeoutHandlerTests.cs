using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed class ConnectTimeoutHandlerTests
{
    [Test]
    public void Send_NoConnectionInTime_SaysThatNothingWasSent([Values] Way way)
    {
        using var silent = Silent();
        using var invoker = new HttpMessageInvoker(new ConnectTimeoutHandler(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(50) }));
        using var message = new HttpRequestMessage(HttpMethod.Post, $"https://{silent.LocalEndpoint}/v3/x");

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => way.SendAsync(invoker, message))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(failure.Message, Is.EqualTo("No connection to 127.0.0.1 could be made within 0.05 s. Nothing was sent."));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [Test]
    public void Client_WithSocketsOfTheCallers_SaysThatNothingWasSent([Values] Way way)
    {
        using var silent = Silent();
        using var sockets = new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(50) };
        var options = Merchant.Options(sockets);
        options.BaseAddress = new Uri($"https://{silent.LocalEndpoint}/");
        using var client = new WeChatPayClient(options);

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x")))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
    }

    [Test]
    public void Send_GivenUpByTheCallerWhileConnecting_StaysACancellation([Values] Way way)
    {
        using var silent = Silent();
        using var invoker = new HttpMessageInvoker(new ConnectTimeoutHandler(new SocketsHttpHandler()));
        using var message = new HttpRequestMessage(HttpMethod.Post, $"https://{silent.LocalEndpoint}/v3/x");
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.CatchAsync<OperationCanceledException>(async () => _ = way == Way.Async ? await invoker.SendAsync(message, caller.Token) : invoker.Send(message, caller.Token));
    }

    /// <summary>Takes connections and says nothing, so that TLS never begins.</summary>
    private static TcpListener Silent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}

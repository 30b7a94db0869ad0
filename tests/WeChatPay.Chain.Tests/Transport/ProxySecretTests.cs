using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed class ProxySecretTests
{
    [Test]
    public async Task Post_AProxyThatRejectsATunnel_ShowsNoPassword([Values] Way way)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = RefuseAsync(listener);
        using var sockets = new SocketsHttpHandler { Proxy = new WebProxy($"http://user:secret-password@{listener.LocalEndpoint}/") };
        var options = Merchant.Options(sockets);
        using var client = new WeChatPayClient(options);

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ProxyTunnelError));
        Assert.That(failure.Message, Does.Contain("407").And.EndWith("Nothing was sent."));
        Assert.That(failure.ToString(), Does.Not.Contain("secret-password"));
        listener.Stop();
        await serving;
    }

    [TestCase("The proxy 'http://user:p%40ss@host:8080/' failed.", ExpectedResult = "The proxy 'http://…@host:8080/' failed.")]
    [TestCase("See https://host/a@b", ExpectedResult = "See https://host/a@b")]
    public string Mask_OfAUrl_HidesTheUser(string text) => ProxySecret.Mask(text);

    [Test]
    public void WithoutSecret_OfAnExceptionThatContainsOne_IsNull()
    {
        Assert.That(ProxySecret.WithoutSecret(new IOException("x", new IOException("http://a:b@c/"))), Is.Null);
        Assert.That(ProxySecret.WithoutSecret(new IOException("x", new IOException("http://c/"))), Is.Not.Null);
    }

    [TestCase("http://localhost/", true)]
    [TestCase("http://127.0.0.1:5000/", true)]
    [TestCase("https://[::1]/", true)]
    [TestCase("https://api.mch.weixin.qq.com/", false)]
    public void LoopbackBypass_OfAHost_IsForThisMachineOnly(string url, bool isBypassed)
    {
        var proxy = new LoopbackBypass(new EveryProxy());

        Assert.That(proxy.IsBypassed(new Uri(url)), Is.EqualTo(isBypassed));
        Assert.That(proxy.GetProxy(new Uri(url)), isBypassed ? Is.Null : Is.Not.Null);
    }

    [Test]
    public void CreateSockets_Always_ByPassesTheProxyForLoopback()
    {
        using var sockets = PrimaryHandlers.CreateSockets(null, null);

        Assert.That(sockets.Proxy, Is.TypeOf<LoopbackBypass>());
    }

    private static async Task RefuseAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptTcpClientAsync();
                var stream = socket.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false);
                await stream.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // The test is over, and the listener stopped or disposed.
        }
    }

    private sealed class EveryProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new("http://proxy:8080/");

        public bool IsBypassed(Uri host) => false;
    }
}

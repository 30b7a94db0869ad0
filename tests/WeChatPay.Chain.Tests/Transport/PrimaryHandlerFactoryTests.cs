using System.Diagnostics;
using System.Net;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed partial class PrimaryHandlerFactoryTests
{
    private static IEnumerable<TestCaseData> HandlersThatFollow =>
    [
        new TestCaseData(new Func<HttpMessageHandler?>(() => null)).SetArgDisplayNames("its own"),
        new TestCaseData(new Func<HttpMessageHandler?>(() => new SocketsHttpHandler())).SetArgDisplayNames("SocketsHttpHandler"),
        new TestCaseData(new Func<HttpMessageHandler?>(() => new HttpClientHandler())).SetArgDisplayNames("HttpClientHandler"),
        new TestCaseData(new Func<HttpMessageHandler?>(() => new PassingHandler(new PassingHandler(new SocketsHttpHandler()))))
            .SetArgDisplayNames("inside others"),
    ];

    [TestCaseSource(nameof(HandlersThatFollow))]
    public async Task Handler_ARedirectWithACookie_IsNeitherFollowedNorStored(Func<HttpMessageHandler?> create)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var handler = create();
            await using var server = new LoopbackServer(new FakeResponse
            {
                Status = HttpStatusCode.Found,
                Signed = false,
                Body = [],
                Headers = { ["Location"] = "/v3/elsewhere", ["Set-Cookie"] = "a=b; Path=/" },
            }).Start();
            using var client = server.CreateClient(options => options.PrimaryHandler = handler);

            await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
            await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));

            var requests = server.Connections.SelectMany(connection => connection.Requests).ToList();
            Assert.That(requests.Select(request => request.Target), Is.EqualTo(["/v3/x", "/v3/x"]));
            Assert.That(requests.Any(request => request.Headers.ContainsKey("Cookie")), Is.False);
        }
    }

    [Test]
    public async Task Constructor_AUsedHandlerThatFollowsOrStores_IsAnArgumentException([Values] bool isSockets, [Values] bool redirects)
    {
        using HttpMessageHandler handler = isSockets
            ? new SocketsHttpHandler { AllowAutoRedirect = redirects, UseCookies = !redirects }
            : new HttpClientHandler { AllowAutoRedirect = redirects, UseCookies = !redirects };
        await UseAsync(handler);

        var failure = Assert.Throws<ArgumentException>(() => new WeChatPayClient(Merchant.Options(handler)))!;

        Assert.That(failure.ParamName, Is.EqualTo("PrimaryHandler"));
        Assert.That(failure.Message, Does.Contain("AllowAutoRedirect and UseCookies"));
    }

    [Test]
    public async Task Constructor_AUsedHandlerThatFollowsNothing_IsAccepted()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        await UseAsync(handler);

        Assert.That(() => new WeChatPayClient(Merchant.Options(handler)).Dispose(), Throws.Nothing);
    }

    [Test]
    public void Handler_OfTheClient_ClosesIdleConnectionsBeforeThePlatformAndDrainsNothing([Values] bool security)
    {
        using var network = new PrimaryHandlerFactory(given: null, certificate: null);
        var handler = network.Create(security);
        var sockets = SocketsOf(handler);

        // The platform closes an idle connection after 8 s.
        Assert.That(sockets.PooledConnectionIdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
        // The addresses of a host change, especially when the platform moves it.
        Assert.That(sockets.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(2)));
        Assert.That(sockets.ConnectTimeout, Is.EqualTo(TimeSpan.FromSeconds(10)), "Failover would wait for ever.");
        Assert.That(sockets.MaxResponseDrainSize, Is.Zero, "A synchronous call would wait for the drain when its time is up.");
        Assert.That(((DelegatingHandler)handler).InnerHandler, Is.TypeOf<ConnectTimeoutHandler>());
    }

    [TestCase(null, ExpectedResult = 10)]
    [TestCase(-1, ExpectedResult = 10)]
    [TestCase(30_000, ExpectedResult = 10)]
    [TestCase(6_000, ExpectedResult = 3)]
    [TestCase(0, ExpectedResult = 10)]
    public double Handler_OfTheClient_LeavesTimeForTheOtherHost(int? milliseconds)
    {
        using var network = new PrimaryHandlerFactory(
            given: null, certificate: null, timeout: milliseconds is { } timeout ? TimeSpan.FromMilliseconds(timeout) : null);

        return SocketsOf(network.Create(security: false)).ConnectTimeout.TotalSeconds;
    }

    [Test]
    public async Task Handler_DisposedByOne_StillServesTheOthers()
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var network = new PrimaryHandlerFactory(given: null, certificate: null);
        using var other = new HttpMessageInvoker(network.Create(security: false));

        network.Create(security: false).Dispose();
        using var message = new HttpRequestMessage(HttpMethod.Get, server.Address);
        TestCall.Create(uri: server.Address).AttachTo(message);
        using var response = await other.SendAsync(message, CancellationToken.None);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Dispose_OfItsOwnHandlers_PreventsFurtherRequests([Values] bool security, [Values] Way way)
    {
        var network = new PrimaryHandlerFactory(given: null, certificate: null);
        using var sockets = new HttpMessageInvoker(SocketsOf(network.Create(security)), disposeHandler: false);
        using var message = new HttpRequestMessage(HttpMethod.Get, "https://api.mch.weixin.qq.com/v3/x");

        network.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => way.SendAsync(sockets, message));
    }

    [Test]
    public void Constructor_SocketsThatSeveralClientsShare_GetOneFilter()
    {
        using var sockets = new SocketsHttpHandler();
        _ = ConnectionTracking.AddTo(sockets);
        var filter = sockets.PlaintextStreamFilter;

        _ = ConnectionTracking.AddTo(sockets);

        Assert.That(sockets.PlaintextStreamFilter, Is.SameAs(filter));
    }

    [TestCase("GET", ExpectedResult = true)]
    [TestCase("DELETE", ExpectedResult = false)]
    [TestCase("POST", ExpectedResult = false)]
    public async Task<bool> Handler_WhenAKeptConnectionBreaksUnderARequest_ResendsOnlySafeRequests(string method)
    {
        var first = true;
        await using var server = new LoopbackServer(async (_, stream, cancellationToken) =>
        {
            if (!first)
            {
                throw new IOException("The host is gone.");
            }
            first = false;
            await stream.WriteAsync(LoopbackServer.Wire(new FakeResponse()), cancellationToken);
        }).Start();
        using var client = server.CreateClient();
        dynamic chain = client;
        await chain.v3.warm.GetAsync();

        Func<Task> call = method switch
        {
            "GET" => () => chain.v3.x.GetAsync(),
            "DELETE" => () => chain.v3.x.DeleteAsync(),
            _ => () => chain.v3.x.PostAsync()
        };
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => call());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure!));
        return server.Connections.Sum(connection => connection.Requests.Count(request => request.Target == "/v3/x")) > 1;
    }

    [Test]
    public async Task Handler_WithinATrace_SendsNothingOfIt([Values] Way way)
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var client = server.CreateClient();
        using var activity = new Activity("payment").Start();

        await way.GetAsync(client.Chain("v3/x"));

        Assert.That(server.Request.Headers.Keys, Has.None.EqualTo("traceparent").IgnoreCase);
    }

    [Test]
    public async Task Handler_WithASecuredHandler_SendsOnlyCallsWithSecurityThere([Values] Way way)
    {
        using var plain = new FakePlatform();
        using var secured = new FakePlatform();
        using var client = plain.CreateClient(options => options.SecuredHandler = secured);

        await way.PostAsync(client.Chain("v3/plain"));
        await way.PostAsync(client.Chain("v3/secured"), new { security = true });

        Assert.That(plain.Request.Target, Is.EqualTo("/v3/plain"));
        Assert.That(secured.Request.Target, Is.EqualTo("/v3/secured"));
        Assert.That(secured.Request.IsSigned());
    }

    [Test]
    public void Constructor_ASecuredHandler_FollowsNothing()
    {
        using var secured = new SocketsHttpHandler();
        var options = Merchant.Options();
        options.SecuredHandler = secured;

        using var client = new WeChatPayClient(options);

        Assert.That((secured.AllowAutoRedirect, secured.UseCookies), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Dispose_OfASharedClient_ClosesNothing([Values] Way way)
    {
        using var platform = new FakePlatform();
        using var shared = WeChatPayClient.CreateShared(Merchant.Options(platform));

        shared.Dispose();

        Assert.That((await way.GetAsync(shared.Chain("v3/x"))).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void CreateShared_WithoutAPrimaryHandler_IsRejected()
    {
        Assert.That(
            () => WeChatPayClient.CreateShared(Merchant.Options()),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("PrimaryHandler"));
    }

    private static async Task UseAsync(HttpMessageHandler handler)
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var other = new HttpClient(handler, disposeHandler: false);
        await other.GetStringAsync(server.Address);
    }

    private static SocketsHttpHandler SocketsOf(HttpMessageHandler handler) =>
        handler as SocketsHttpHandler ?? SocketsOf(((DelegatingHandler)handler).InnerHandler!);

    private sealed class PassingHandler(HttpMessageHandler inner) : DelegatingHandler(inner);
}

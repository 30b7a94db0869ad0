using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class BrokenConnectionTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    [Test]
    public async Task Post_ConnectionClosedAfterTheRequest_IsANetworkFailureOfUnknownOutcomeAndNotRetried()
    {
        await Platform.RespondAsync(HttpMethod.Post, Target, new CannedResponse(200, "{}") { Flaw = Flaw.DroppedConnection });

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() =>
            PostAsync(Client.Chain(Target), new { json = new { amount = 1 } }));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
        Assert.That(failure.ToString(), Does.Not.Contain("signature="));
        Assert.That(await Platform.RequestsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Get_NothingListens_IsANetworkFailureWithoutEffect()
    {
        // Bound but not listening: no other process can take the port while the test runs.
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = CreateClient(options => options.BaseAddress = new Uri($"http://{bound.LocalEndPoint}/"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client.Chain(Target)));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }
}

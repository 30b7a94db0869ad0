using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

[TestFixture(Way.Async)]
[TestFixture(Way.Sync)]
public sealed class BrokenConnectionTests(Way way) : WireMockTests(way)
{
    private readonly Socket _bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    [TearDown]
    public void CloseSocket() => _bound.Dispose();

    [TestCase("CONNECTION_RESET_BY_PEER")]
    [TestCase("EMPTY_RESPONSE")]
    [TestCase("RANDOM_DATA_THEN_CLOSE")]
    public async Task Get_ConnectionBreaksAfterTheRequest_IsANetworkFailureOfUnknownOutcome(string fault)
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, "{}")) with { Fault = fault });

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => GetAsync());

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
        Assert.That(failure.ToString(), Does.Not.Contain("signature="));
    }

    [Test]
    public async Task Get_AnswerBreaksInTheMiddle_IsANetworkFailureOfUnknownOutcome()
    {
        // WireMock drops the stub's headers with this fault, so it takes an endpoint whose answers are not signed to come as far as the body.
        const string bill = "/v3/billdownload/file";
        await WireMock.AnswerAsync(HttpMethod.Get, bill, new Answer(200, "") { Fault = "MALFORMED_RESPONSE_CHUNK" });

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(Client.Chain(bill)));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.True);
    }

    [Test]
    public void Get_NobodyListens_IsANetworkFailureWithoutEffect()
    {
        var options = Platform.CreateClientOptions();
        options.BaseAddress = AddressWhereNobodyListens();
        using var client = new WeChatPayClient(options);

        var failure = Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client.Chain(Target)));

        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    // Bound but not listening: no other process can take the port while the test runs.
    private Uri AddressWhereNobodyListens()
    {
        _bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://{_bound.LocalEndPoint}/");
    }
}

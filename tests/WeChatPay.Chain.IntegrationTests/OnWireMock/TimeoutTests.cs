using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

[TestFixture(Way.Async)]
[TestFixture(Way.Sync)]
public sealed class TimeoutTests(Way way) : WireMockTests(way)
{
    // Far longer than any time-out here, and nobody waits for it: the server is ended with the test run.
    private static readonly TimeSpan _never = TimeSpan.FromMinutes(5);

    [Test]
    public async Task Get_AnswerLaterThanTheOptionAllows_TimesOutWithUnknownOutcome()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, "{}")) with { Delay = _never });

        var timeout = Assert.ThrowsAsync<TimeoutException>(() => GetAsync(new { timeout = 0.3 }));

        Assert.That(WeChatPayException.IsOutcomeUnknown(timeout), Is.True);
    }

    [Test]
    public async Task Get_AnswerLaterThanTheClientAllows_TimesOut()
    {
        var options = Platform.CreateClientOptions();
        options.Timeout = TimeSpan.FromMilliseconds(300);
        using var client = new WeChatPayClient(options);
        await AnswerAsync(WireMock.Sign(new Answer(200, "{}")) with { Delay = _never });

        Assert.ThrowsAsync<TimeoutException>(() => GetAsync(client.Chain(Target)));
    }

    [Test]
    public async Task Get_AnswerThatStopsHalfWay_TimesOut()
    {
        await AnswerAsync(WireMock.Sign(new Answer(200, "{\"trade_state\":\"SUCCESS\"}")) with { Pieces = 2, PieceInterval = _never });

        Assert.ThrowsAsync<TimeoutException>(() => GetAsync(new { timeout = 0.3 }));
    }
}

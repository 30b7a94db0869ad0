using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class TimeoutTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    // Longer than any timeout here. Disposing the platform ends the delay.
    private readonly CannedResponse _late = new(200, "{}") { Delay = TimeSpan.FromMinutes(5) };

    [Test]
    public async Task Get_TimeoutOptionExceeded_TimesOutWithUnknownOutcome()
    {
        await RespondAsync(_late);

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(new { timeout = 0.3 }));

        Assert.That(WeChatPayException.IsOutcomeUnknown(timeout), Is.True);
    }

    [Test]
    public async Task Get_ClientTimeoutExceeded_TimesOut()
    {
        using var client = CreateClient(options => options.Timeout = TimeSpan.FromMilliseconds(300));
        await RespondAsync(_late);

        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(client.Chain(Target)));
    }
}

using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class TimeoutTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    // Far longer than any time-out here, and nobody waits for it: a platform ends with its tests.
    private readonly Answer _late = new(200, "{}") { Delay = TimeSpan.FromMinutes(5) };

    [Test]
    public async Task Get_AnswerLaterThanTheOptionAllows_TimesOutWithUnknownOutcome()
    {
        await AnswerAsync(_late);

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(new { timeout = 0.3 }));

        Assert.That(WeChatPayException.IsOutcomeUnknown(timeout), Is.True);
    }

    [Test]
    public async Task Get_AnswerLaterThanTheClientAllows_TimesOut()
    {
        using var client = CreateClient(options => options.Timeout = TimeSpan.FromMilliseconds(300));
        await AnswerAsync(_late);

        await Assert.ThrowsAsync<TimeoutException>(() => GetAsync(client.Chain(Target)));
    }
}

using System.Globalization;
using System.Net;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed partial class RetryHandlerTests
{
    [Test]
    public async Task Pauses_OneAfterAnother_GrowUpToTheMaximum([Values] Way way)
    {
        using var client = Resilient(Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}""")), options =>
            (options.BaseDelay, options.MaxDelay, options.MaxRetryAttempts) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), 4));

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));

        var seconds = _clock.Pauses.Select(pause => pause.TotalSeconds).ToList();
        Assert.That(seconds, Has.Count.EqualTo(4));
        Assert.That(seconds.Zip([1.0, 2.0, 3.0, 3.0]), Is.All.Matches<(double Pause, double Whole)>(pair =>
            pair.Pause > pair.Whole / 2 - 0.001 && pair.Pause <= pair.Whole));
    }

    [Test]
    public async Task RetryAfter_InSeconds_IsWaitedFor([Values] Way way)
    {
        using var client = Resilient(Platform(RateLimited("7"), new FakeResponse()));

        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(_clock.Pauses, Is.EqualTo([TimeSpan.FromSeconds(7)]));
    }

    [Test]
    public async Task RetryAfter_AsADate_IsWaitedFor([Values] Way way)
    {
        using var client = Resilient(
            Platform(RateLimited(_clock.GetUtcNow().AddSeconds(9).ToString("R", CultureInfo.InvariantCulture)), new FakeResponse()));

        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(_clock.Pauses, Is.EqualTo([TimeSpan.FromSeconds(9)]));
    }

    [Test]
    public async Task RetryAfter_ShorterThanThePause_DoesNotShortenIt([Values] Way way)
    {
        using var client = Resilient(Platform(RateLimited("0"), new FakeResponse()));

        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(_clock.Pauses.Single(), Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task RetryAfter_LongerThanAnyTimerRuns_IsNotWaitedForWhereNothingElseEndsTheCall([Values] Way way)
    {
        var clock = new LeapingTimeProvider(Timeout.InfiniteTimeSpan);
        var platform = new FakePlatform(Script.Of(RateLimited("Fri, 31 Dec 9999 23:59:59 GMT"), new FakeResponse()), clock);
        using var client = platform.CreateClient(options =>
            (options.Resilience, options.Timeout) =
                (new ResilienceOptions { TotalTime = Timeout.InfiniteTimeSpan }, Timeout.InfiniteTimeSpan));

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pause_ThatWouldOutlastTheCallsTime_IsNotStarted([Values] Way way, [Values] bool ofTheCall)
    {
        var time = TimeSpan.FromSeconds(6);
        var clock = new LeapingTimeProvider(time);
        var platform = new FakePlatform(Script.Of(RateLimited("7"), new FakeResponse()), clock);
        using var client = platform.CreateClient(options =>
            (options.Resilience, options.Timeout) = (new ResilienceOptions(), ofTheCall ? TimeSpan.FromSeconds(20) : time));

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.GetAsync(client.Chain("v3/x"), ofTheCall ? new { timeout = time } : null)))!;

        Assert.That(failure.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(clock.Pauses, Is.Empty);
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pause_ThatWouldOutlastTheTotalTime_IsNotStarted([Values] Way way)
    {
        var platform = Platform(RateLimited("6"), RateLimited("6"), new FakeResponse());
        using var client = Resilient(platform, options => options.TotalTime = TimeSpan.FromSeconds(11));

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(_clock.Pauses, Is.EqualTo([TimeSpan.FromSeconds(6)]), "The second one would end after 12 s.");
    }

    [Test]
    public async Task Pause_WithoutLimits_IsWaitedFor([Values] Way way)
    {
        var platform = Platform(RateLimited("86400"), new FakeResponse());
        using var client = platform.CreateClient(options => (options.Timeout, options.Resilience) = (
            Timeout.InfiniteTimeSpan, new ResilienceOptions { TotalTime = Timeout.InfiniteTimeSpan }));

        await way.PostAsync(client.Chain("v3/x"));

        Assert.That(_clock.Pauses, Is.EqualTo([TimeSpan.FromDays(1)]));
    }

    [Test]
    public async Task Pause_ACallCanceledDuringIt_EndsAtOnce()
    {
        using var caller = new CancellationTokenSource();
        var clock = new LeapingTimeProvider { OnPause = caller.Cancel };
        var platform = new FakePlatform(
            Script.Of(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse()), clock);
        using var client = platform.CreateClient(options => options.Resilience = new ResilienceOptions());

        var failure = (await Assert.CatchAsync<OperationCanceledException>(() =>
            client.Chain("v3/x").PostAsync(cancellationToken: caller.Token)))!;

        Assert.That(failure.CancellationToken, Is.EqualTo(caller.Token));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Pause_ATimeoutDuringIt_IsATimeoutException([Values] Way way)
    {
        LeapingTimeProvider clock = null!;
        clock = new LeapingTimeProvider { OnPause = () => clock.Advance(TimeSpan.FromSeconds(30)) };
        var platform = new FakePlatform(Script.Of(RateLimited("15"), new TaskCanceledException()), clock);
        using var client = platform.CreateClient(options => options.Resilience = new ResilienceOptions());

        await Assert.ThrowsAsync<TimeoutException>(() => way.PostAsync(client.Chain("v3/x")));
    }

    [Test]
    public async Task Budget_Exhausted_ThrowsFailuresAtOnce([Values] Way way)
    {
        var platform = Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""));
        using var client = Resilient(platform, options => options.RetryBudget = 4);

        for (var call = 0; call < 3; call++)
        {
            await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
        }

        Assert.That(_clock.Pauses, Has.Count.EqualTo(4), "Three repeats of the first call, one of the second, none of the third.");
        Assert.That(platform.Requests, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task Budget_TenResponses_EarnOneRetry([Values] Way way)
    {
        var refused = FakeResponse.Error(400, """{"code":"PARAM_ERROR"}""");
        var responses = Enumerable.Repeat((object)new FakeResponse(), 9).Append(refused);
        var platform = Platform([
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            .. responses, FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse()
        ]);
        using var client = Resilient(platform, options => options.RetryBudget = 1);
        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));

        for (var call = 0; call < 9; call++)
        {
            await way.GetAsync(client.Chain("v3/x"));
        }
        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(_clock.Pauses, Has.Count.EqualTo(2), "One repeat was in store, one was earned.");
        Assert.That(platform.Requests, Has.Count.EqualTo(14));
    }

    [Test]
    public async Task Budget_OfOneClient_IsSharedByAllItsConnections([Values] Way way)
    {
        var platform = Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""));
        using var client = Resilient(platform, options => options.RetryBudget = 3);

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x"), new { security = true }));

        Assert.That(_clock.Pauses, Has.Count.EqualTo(3));
    }

    private static FakeResponse RateLimited(string retryAfter) => new()
    {
        Status = HttpStatusCode.TooManyRequests,
        Body = """{"code":"RATELIMIT_EXCEEDED"}"""u8.ToArray(),
        Signed = false,
        Headers = { ["Retry-After"] = retryAfter },
    };
}

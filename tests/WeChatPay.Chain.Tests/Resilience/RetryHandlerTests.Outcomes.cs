using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed partial class RetryHandlerTests
{
    private static HttpRequestException NeverMade => new(HttpRequestError.ConnectionError);

    [Test]
    public async Task OutcomeUnknown_OfAnEarlierAttempt_IsThatOfTheCall([Values] Way way)
    {
        using var client = Resilient(Platform(FakeResponse.Error(500, Busy), NeverMade));

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } })))!;

        Assert.That(failure.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [TestCase(429, "RATE_LIMITED")]
    [TestCase(400, "ORDERPAID")]
    public async Task OutcomeUnknown_OfAnEarlierAttempt_IsThatOfTheErrorThatFollows(int status, string code)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = Resilient(Platform(FakeResponse.Error(500, Busy), FakeResponse.Error(status, $"{{\"code\":\"{code}\"}}")));

            var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain("v3/x"))))!;

            Assert.That(
                (failure.Code, failure.OutcomeUnknown, WeChatPayException.IsOutcomeUnknown(failure)), Is.EqualTo((code, true, true)));
        }
    }

    [TestCase(2)]
    [TestCase(3)]
    public async Task OutcomeUnknown_OfSeveralEarlierAttempts_IsThatOfTheErrorThatFollows(int attempts)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = Resilient(Platform(
                [.. Enumerable.Repeat(FakeResponse.Error(500, Busy), attempts), FakeResponse.Error(400, """{"code":"ORDERPAID"}""")]));

            var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain("v3/x"))))!;

            Assert.That(
                (failure.Code, failure.OutcomeUnknown, WeChatPayException.IsOutcomeUnknown(failure)),
                Is.EqualTo(("ORDERPAID", true, true)));
        }
    }

    [Test]
    public async Task OutcomeUnknown_OfAnEarlierAttemptOfApiV2_IsThatOfTheErrorThatFollows([Values] Way way)
    {
        using var client = Resilient(Platform(ErrorResponse("SYSTEMERROR"), ErrorResponse("ORDERPAID")));

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.PostAsync(client.Chain("v2/pay/micropay"), new { xml = new { mch_id = Merchant.Id } })))!;

        Assert.That((failure.Code, failure.OutcomeUnknown), Is.EqualTo(("ORDERPAID", true)));
    }

    [Test]
    public async Task OutcomeUnknown_NoAttemptMayHaveTakenEffect_IsFalse([Values] Way way, [Values] bool refused)
    {
        using var client = Resilient(refused
            ? Platform(NeverMade, FakeResponse.Error(429, """{"code":"RATE_LIMITED"}"""))
            : Platform(FakeResponse.Error(429, """{"code":"RATE_LIMITED"}"""), NeverMade));

        var failure = (await Assert.CatchAsync(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That(failure, refused ? Is.TypeOf<WeChatPayApiException>() : Is.TypeOf<HttpRequestException>());
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
    }

    [TestCase(true, ExpectedResult = false, TestName = "OutcomeUnknown_CanceledInThePauseAfterNoConnection_IsFalse")]
    [TestCase(false, ExpectedResult = true, TestName = "OutcomeUnknown_CanceledInThePauseAfterAnInconclusiveResponse_IsTrue")]
    public async Task<bool> OutcomeUnknown_OfACanceledPause(bool neverMade)
    {
        using var caller = new CancellationTokenSource();
        var clock = new LeapingTimeProvider { OnPause = caller.Cancel };
        var options = new ResilienceOptions { BackupAddress = new Uri("https://api.mch.weixin.qq.com/") };
        using var client = new FakePlatform(Script.Of(neverMade ? NeverMade : FakeResponse.Error(500, Busy)), clock)
            .CreateClient(client => client.Resilience = options);

        return WeChatPayException.IsOutcomeUnknown(
            (await Assert.CatchAsync<OperationCanceledException>(() => client.Chain("v3/x").PostAsync(cancellationToken: caller.Token)))!);
    }

    [Test]
    public async Task Failure_OfTheLastAttempt_IsWhatIsThrown([Values] Way way)
    {
        var last = NeverMade;
        using var client = Resilient(Platform(NeverMade, NeverMade, NeverMade, last));

        Assert.That(
            (await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/x"))))!.InnerException, Is.SameAs(last));
    }
}

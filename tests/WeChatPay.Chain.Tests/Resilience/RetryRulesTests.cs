using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Resilience;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

/// <summary>Which failures are retried, and whether a pause still fits into the time of the call.</summary>
internal sealed class RetryRulesTests
{
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    [TestCase(502, ExpectedResult = true)]
    [TestCase(503, ExpectedResult = true)]
    [TestCase(504, ExpectedResult = true)]
    [TestCase(403, ExpectedResult = false)]
    [TestCase(429, ExpectedResult = false)]
    [TestCase(500, ExpectedResult = false)]
    [TestCase(501, ExpectedResult = false)]
    [TestCase(505, ExpectedResult = false)]
    public bool GetDelay_AGatewayErrorPage_RetriesAGetOnly(int status)
    {
        var page = Error(status, "<html>");

        Assert.That(Retries(page, Sent(HttpMethod.Post, new ByteContent([1], null))), Is.False);
        return Retries(page, Sent(HttpMethod.Get));
    }

    [TestCase(HttpRequestError.Unknown, ExpectedResult = true)]
    [TestCase(HttpRequestError.ResponseEnded, ExpectedResult = true)]
    [TestCase(HttpRequestError.HttpProtocolError, ExpectedResult = true)]
    [TestCase(HttpRequestError.ConnectionError, ExpectedResult = true)]
    [TestCase(HttpRequestError.NameResolutionError, ExpectedResult = true)]
    [TestCase(HttpRequestError.SecureConnectionError, ExpectedResult = true)]
    [TestCase(HttpRequestError.ProxyTunnelError, ExpectedResult = true)]
    [TestCase(HttpRequestError.InvalidResponse, ExpectedResult = false)]
    [TestCase(HttpRequestError.ConfigurationLimitExceeded, ExpectedResult = false)]
    [TestCase(HttpRequestError.VersionNegotiationError, ExpectedResult = false)]
    [TestCase(HttpRequestError.UserAuthenticationError, ExpectedResult = false)]
    public bool GetDelay_ANetworkFailureAfterSomethingLeft_RetriesAGetOnly(HttpRequestError error)
    {
        var failure = new HttpRequestException(error);

        Assert.That(Retries(failure, Sent(HttpMethod.Post, new ByteContent([1], null))), Is.False);
        Assert.That(Retries(failure, Sent(HttpMethod.Delete)), Is.False);
        return Retries(failure, Sent(HttpMethod.Get));
    }

    [TestCase(HttpRequestError.ConnectionError, ExpectedResult = true)]
    [TestCase(HttpRequestError.Unknown, ExpectedResult = false)]
    [TestCase(HttpRequestError.ResponseEnded, ExpectedResult = false)]
    public bool GetDelay_AWriteOfWhichNothingLeft_RetriesWhereNoConnectionWasMade(HttpRequestError error) =>
        Retries(new HttpRequestException(error), Message(HttpMethod.Post, new StreamContent(Stream.Null)));

    [TestCase(typeof(TimeoutException))]
    [TestCase(typeof(OperationCanceledException))]
    [TestCase(typeof(IOException))]
    public void GetDelay_AnyOtherException_IsNull(Type failure) =>
        Assert.That(Retries((Exception)Activator.CreateInstance(failure)!, Message(HttpMethod.Get)), Is.False);

    [Test]
    public void GetDelay_AStreamOfWhichSomethingLeft_IsNullEvenWhereThePlatformAsks()
    {
        var asked = Error(503, """{"code":"SYSTEM_ERROR"}""");

        Assert.That(Retries(asked, Sent(HttpMethod.Post, new StreamContent(Stream.Null))), Is.False);
        Assert.That(Retries(asked, Sent(HttpMethod.Post, new ByteContent([1], null))));
        Assert.That(Retries(asked, Sent(HttpMethod.Post)));
    }

    [Test]
    public void GetDelay_ASinkThatHasBytes_IsNull()
    {
        var message = Message(HttpMethod.Get);
        CallState.Get(message).SinkHasBytes = true;

        Assert.That(Retries(new HttpRequestException(HttpRequestError.ConnectionError), message), Is.False);
    }

    [TestCase(0, ExpectedResult = true)]
    [TestCase(1, ExpectedResult = true)]
    [TestCase(2, ExpectedResult = false)]
    [TestCase(3, ExpectedResult = false)]
    public bool GetDelay_AsManyRetriesAsAllowed_IsNull(int retries) =>
        Rules(new ResilienceOptions { MaxRetryAttempts = 2 })
            .GetDelay(Message(HttpMethod.Get), new HttpRequestException(HttpRequestError.ConnectionError), retries) is not null;

    [TestCase(0, ExpectedResult = false)]
    [TestCase(1, ExpectedResult = true)]
    public bool AllowRetries_DependsOnTheAttempts(int attempts) =>
        Rules(new ResilienceOptions { MaxRetryAttempts = attempts }).AllowRetries;

    [TestCase(9, 100, 0, ExpectedResult = true)]
    [TestCase(10, 100, 0, ExpectedResult = false)]
    [TestCase(11, 100, 0, ExpectedResult = false)]
    [TestCase(8, 10, 2, ExpectedResult = true)]
    [TestCase(9, 10, 2, ExpectedResult = false)]
    [TestCase(8, 9, 2, ExpectedResult = false)]
    public bool GetDelay_WithRetryAfter_IsNullWhereThePauseOutlastsTheCallOrTheTotalTime(int retryAfter, int totalTime, int elapsed)
    {
        var deadline = new Deadline(TimeSpan.FromSeconds(10) + TimeSpan.FromSeconds(elapsed), Timeout.InfiniteTimeSpan, _clock, default);
        var message = Message(HttpMethod.Get, deadline: deadline);
        _clock.Advance(TimeSpan.FromSeconds(elapsed));

        var pause = Rules(new ResilienceOptions { TotalTime = TimeSpan.FromSeconds(totalTime), BaseDelay = TimeSpan.Zero })
            .GetDelay(message, Error(503, """{"code":"SYSTEM_ERROR"}""", TimeSpan.FromSeconds(retryAfter)), 0);

        Assert.That(pause, Is.Null.Or.EqualTo(TimeSpan.FromSeconds(retryAfter)));
        return pause is not null;
    }

    [TestCase(1.0, ExpectedResult = true)]
    [TestCase(1.1, ExpectedResult = false)]
    public bool GetDelay_ACallWithoutALimit_WaitsForADayAtMost(double days) =>
        Rules(new ResilienceOptions { TotalTime = Timeout.InfiniteTimeSpan })
            .GetDelay(Message(HttpMethod.Get), Error(503, """{"code":"SYSTEM_ERROR"}""", TimeSpan.FromDays(days)), 0) is not null;

    [Test]
    public void GetDelay_AnErrorThatIsNotRetryable_EarnsWhatAResponseEarns([Values] bool isRetryable)
    {
        var rules = Rules(new ResilienceOptions { RetryBudget = 1 });
        var refused = new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.That(rules.GetDelay(Message(HttpMethod.Get), refused, 0), Is.Not.Null);
        Assert.That(rules.GetDelay(Message(HttpMethod.Get), refused, 0), Is.Null, "The budget is used up.");

        for (var call = 0; call < RetryBudget.CallsPerRetry; call++)
        {
            rules.GetDelay(
                Message(HttpMethod.Get),
                Error(isRetryable ? 503 : 400, isRetryable ? """{"code":"SYSTEM_ERROR"}""" : """{"code":"PARAM_ERROR"}"""),
                0);
        }

        Assert.That(rules.GetDelay(Message(HttpMethod.Get), refused, 0), isRetryable ? Is.Null : Is.Not.Null);
    }

    [Test]
    public void GetDelay_ThatDoesNotFit_TakesNothingFromTheBudget()
    {
        var rules = Rules(new ResilienceOptions { RetryBudget = 1 });
        Assert.That(rules.GetDelay(Message(HttpMethod.Get), Error(503, """{"code":"SYSTEM_ERROR"}""", TimeSpan.FromDays(2)), 0), Is.Null);

        Assert.That(rules.GetDelay(Message(HttpMethod.Get), new HttpRequestException(HttpRequestError.ConnectionError), 0), Is.Not.Null);
    }

    private static RetryRules Rules(ResilienceOptions options) => new(options);

    private static bool Retries(Exception failure, HttpRequestMessage message) =>
        Rules(new ResilienceOptions()).GetDelay(message, failure, 0) is not null;

    private static HttpRequestMessage Sent(HttpMethod method, HttpContent? content = null)
    {
        var message = Message(method, content);
        CallState.Get(message).MarkMayHaveBeenSent();
        return message;
    }

    private static HttpRequestMessage Message(HttpMethod method, HttpContent? content = null, Deadline? deadline = null)
    {
        var message = new HttpRequestMessage(method, "https://api.mch.weixin.qq.com/v3/x") { Content = content };
        var call = TestCall.Create(method, content: content, deadline: deadline);
        call.AttachTo(message);
        call.MarkReachedNetwork();
        return message;
    }

    private WeChatPayApiException Error(int status, string body, TimeSpan? retryAfter = null)
    {
        using var response = new HttpResponseMessage((System.Net.HttpStatusCode)status);
        response.Headers.RetryAfter = retryAfter is { } pause ? new(pause) : null;
        return WeChatPayApiException.From(
            new WeChatPayResponse(response, System.Text.Encoding.UTF8.GetBytes(body)), "GET v3/x", _ => "", _clock);
    }
}

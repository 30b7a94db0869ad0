using System.Net.Sockets;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed partial class RetryHandlerTests
{
    private const string Busy = """{"code":"SYSTEM_ERROR","message":"系统繁忙"}""";

    private readonly LeapingTimeProvider _clock = new();

    [TestCase(500, "SYSTEM_ERROR", ExpectedResult = 2)]
    [TestCase(502, "SYSTEM_ERROR", ExpectedResult = 2)]
    [TestCase(502, null, ExpectedResult = 1)]
    [TestCase(503, null, ExpectedResult = 1)]
    [TestCase(500, null, ExpectedResult = 1)]
    [TestCase(429, null, ExpectedResult = 1)]
    [TestCase(503, "SERVICE_UNAVAILABLE", ExpectedResult = 2)]
    [TestCase(429, "RATELIMIT_EXCEEDED", ExpectedResult = 2)]
    [TestCase(429, "FREQUENCY_LIMITED", ExpectedResult = 2)]
    [TestCase(429, "FREQUENCY_LIMIT_EXCEED", ExpectedResult = 2)]
    [TestCase(403, "RATE_LIMITED", ExpectedResult = 2)]
    [TestCase(500, "BANK_ERROR", ExpectedResult = 2)]
    [TestCase(400, "PARAM_ERROR", ExpectedResult = 1)]
    [TestCase(401, "SIGN_ERROR", ExpectedResult = 1)]
    [TestCase(403, "NO_AUTH", ExpectedResult = 1)]
    [TestCase(404, "ORDER_NOT_EXIST", ExpectedResult = 1)]
    [TestCase(500, "INVALID_REQUEST", ExpectedResult = 1)]
    public async Task<int> Send_AnErrorResponse_IsRetriedAsThePlatformRequests(int status, string? code)
    {
        var sent = new List<int>();
        foreach (var way in Enum.GetValues<Way>())
        {
            var platform = Platform(FakeResponse.Error(status, code is null ? "<html>" : $"{{\"code\":\"{code}\"}}"), new FakeResponse());
            using var client = Resilient(platform);

            var call = Task.Run(() => way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } }));

            await call.ContinueWith(ended => ended.Exception?.InnerException, TaskScheduler.Default);
            Assert.That(call.Exception?.InnerException, platform.Requests.Count > 1 ? Is.Null : Is.TypeOf<WeChatPayApiException>());
            sent.Add(platform.Requests.Count);
        }

        Assert.That(sent.Distinct().Count(), Is.EqualTo(1), "Sync and async differ.");
        return sent[0];
    }

    [Test]
    public async Task Send_RetriedSuccessfully_ReturnsTheResponse([Values] Way way)
    {
        using var client = Resilient(Platform(
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            FakeResponse.Error(429, """{"code":"RATE_LIMITED"}"""),
            FakeResponse.Json("""{"prepay_id":"p"}""")));

        using var response = await way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } });

        Assert.That((string)response.Data.prepay_id, Is.EqualTo("p"));
        Assert.That(_clock.Pauses, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Send_WithoutTheOption_IsSentOnce([Values] Way way)
    {
        var platform = Platform(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""));
        using var client = platform.CreateClient();

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Send_EachAttempt_HasItsOwnSignatureOverTheSameBytes([Values] Way way)
    {
        var platform = Platform(FakeResponse.Error(500, Busy), FakeResponse.Error(500, Busy), new FakeResponse());
        using var client = Resilient(platform);

        await way.PostAsync(client.Chain("v3/x?a=1"), new { json = new { 备注 = "深圳" }, headers = new { X_Trace = "t" } });

        Assert.That(platform.Requests, Has.Count.EqualTo(3));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(platform.Requests.Select(request => request.AuthorizationField("nonce_str")), Is.Unique);
        Assert.That(
            platform.Requests.Select(request => request.AuthorizationField("timestamp")).Distinct().Count(),
            Is.GreaterThan(1),
            "The pause is longer than a second.");
        Assert.That(platform.Requests.Select(request => request.Body), Is.All.EqualTo("""{"备注":"深圳"}"""));
        Assert.That(
            platform.Requests.Select(HeadersBesideTheSignature).Distinct().Count(),
            Is.EqualTo(1),
            "A header is left over from the attempt before.");
    }

    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.NameResolutionError)]
    [TestCase(HttpRequestError.SecureConnectionError)]
    [TestCase(HttpRequestError.ProxyTunnelError)]
    public async Task Send_AConnectionThatWasNeverMade_IsRetriedForEveryMethod(HttpRequestError error)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var platform = Platform(new HttpRequestException(error), new FakeResponse());
            using var client = Resilient(platform);

            await way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } });

            Assert.That(platform.Requests, Has.Count.EqualTo(2), $"{way}");
        }
    }

    [Test]
    public async Task Post_AConnectionThatIsResetAfterSending_IsNotRetriedAndSaysSo([Values] Way way)
    {
        await using var server = Resetting().Start();
        using var client = server.CreateClient(options => (options.TimeProvider, options.Resilience) = (_clock, new ResilienceOptions()));

        var failure = (await Assert.ThrowsAsync<HttpRequestException>(() =>
            way.PostAsync(client.Chain("v3/x"), new { json = new { a = 1 } })))!;

        Assert.That(server.Connections.SelectMany(connection => connection.Requests).Count(), Is.EqualTo(1));
        Assert.That(WeChatPayException.IsOutcomeUnknown(failure));
    }

    [Test]
    public async Task Get_AConnectionThatIsResetAfterSending_IsRetried([Values] Way way)
    {
        await using var server = Resetting().Start();
        using var client = server.CreateClient(options => (options.TimeProvider, options.Resilience) = (_clock, new ResilienceOptions()));

        await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/x")));

        // SocketsHttpHandler itself resends a GET unchanged on a new connection; each attempt of the client has a new signature.
        var nonces = server.Connections.SelectMany(connection => connection.Requests)
            .Select(request => request.AuthorizationField("nonce_str"));
        Assert.That(nonces.Distinct().Count(), Is.EqualTo(1 + new ResilienceOptions().MaxRetryAttempts));
    }

    [Test]
    public async Task Get_AResponseThatIsTooLarge_IsNotRetried([Values] Way way)
    {
        var platform = Platform(new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded));
        using var client = Resilient(platform);

        await Assert.ThrowsAsync<HttpRequestException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    private static IEnumerable<TestCaseData> Forgeries =>
    [
        new TestCaseData(new FakeResponse { Headers = { ["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/AAAA" } }, SignatureFailure.Probe),
        new TestCaseData(new FakeResponse { Signed = false }, SignatureFailure.HeadersMissing),
        new TestCaseData(new FakeResponse { SignedBody = [1] }, SignatureFailure.Mismatch),
    ];

    [TestCaseSource(nameof(Forgeries))]
    public async Task Send_AResponseThatDoesNotVerify_IsNeverRetried(object forgery, SignatureFailure reason)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var platform = new FakePlatform(Script.Of(forgery, new FakeResponse()), TimeProvider.System);
            using var client = platform.CreateClient(options => options.Resilience = new ResilienceOptions());

            var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

            Assert.That((failure.Reason, platform.Requests.Count), Is.EqualTo((reason, 1)));
        }
    }

    // The failed request, the download of the key, never reached the platform, but the call itself did.
    [Test]
    public async Task Post_TheKeyOfItsResponseCannotBeDownloaded_IsNotRetried([Values] Way way)
    {
        var platform = new FakePlatform(
            request => request.Target == "/v3/certificates"
                ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : new FakeResponse(),
            _clock);
        using var client = platform.CreateClient(options =>
            (options.PlatformKeys, options.Resilience) = (PlatformKeys.FromCertificates(), new ResilienceOptions()));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That((failure.Reason, failure.OutcomeUnknown), Is.EqualTo((SignatureFailure.UnknownSerial, true)));
        Assert.That(platform.Requests.Count(request => request.Target == "/v3/x"), Is.EqualTo(1));
    }

    [Test]
    public async Task Send_NoAttemptSucceeds_ThrowsTheLastFailure([Values] Way way)
    {
        var platform = Platform(
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""),
            FakeResponse.Error(429, """{"code":"RATE_LIMITED"}"""),
            new FakeResponse());
        using var client = Resilient(platform);

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain("v3/x"))))!;

        Assert.That((failure.StatusCode, failure.Code, failure.IsRetryable), Is.EqualTo((429, "RATE_LIMITED", true)));
        Assert.That(platform.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Send_WithASinkThatFails_IsNotRetried([Values] Way way)
    {
        var platform = Platform(new IOException("No space left on device."));
        using var client = Resilient(platform);

        await Assert.ThrowsAsync<IOException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    private static string HeadersBesideTheSignature(ReceivedRequest request) =>
        string.Join('\n', request.Headers.Where(header => header.Key != "Authorization").Select(header => $"{header.Key}: {header.Value}"));

    private static LoopbackServer Resetting() => new((_, stream, _) =>
    {
        ((NetworkStream)stream).Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        stream.Close();
        return Task.CompletedTask;
    });

    private FakePlatform Platform(params object[] steps) => new(Script.Of(steps), _clock);

    private static WeChatPayClient Resilient(FakePlatform platform, Action<ResilienceOptions>? configure = null)
    {
        var resilience = new ResilienceOptions { BaseDelay = TimeSpan.FromSeconds(2) };
        configure?.Invoke(resilience);
        return platform.CreateClient(options => options.Resilience = resilience);
    }
}

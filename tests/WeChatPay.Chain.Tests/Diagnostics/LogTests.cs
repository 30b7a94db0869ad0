using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Diagnostics;

internal sealed class LogTests
{
    private readonly LeapingTimeProvider _clock = new();
    private readonly LogBook _log = new();

    [Test]
    public async Task Log_OfARetry_SaysWhyAndWhen([Values] Way way)
    {
        using var client = Client(FakeResponse.Error(503, """{"code":"SERVICE_UNAVAILABLE"}"""), new FakeResponse());

        await way.PostAsync(client.Chain("v3/x/{id}"), new { id = "1" });

        Assert.That(
            _log.Lines.Select(Summary),
            Is.EqualTo(
                [(1, "Retry", LogLevel.Warning, $"POST v3/x/{{id}} of merchant {Merchant.Id} failed (503); retry 1 follows in "
                    + $"{(long)_clock.Pauses.Single().TotalMilliseconds} ms.")]));
        Assert.That(_log.Categories, Is.EqualTo(["WeChatPay.Chain"]));
    }

    [Test]
    public async Task Log_OfAnOutage_SaysWhenItBeginsAndEnds([Values] Way way)
    {
        var neverMade = new HttpRequestException(HttpRequestError.ConnectionError);
        using var client = Client([neverMade, .. Enumerable.Repeat(new FakeResponse(), 102)]);

        for (var call = 0; call < 102; call++)
        {
            await way.GetAsync(client.Chain("v3/x"));
        }

        Assert.That(_log.Lines.Select(Summary), Is.EqualTo([
            (2, "Failover", LogLevel.Warning, $"Cannot connect to api.mch.weixin.qq.com. Requests of merchant {Merchant.Id} go to "
                + "api2.mch.weixin.qq.com until it is reachable again."),
            (
                3,
                "BackOnMainHost",
                LogLevel.Information,
                $"api.mch.weixin.qq.com is reachable again; requests of merchant {Merchant.Id} are switching back.")]));
    }

    [Test]
    public async Task Log_OfAResponseThatDoesNotVerify_NamesReasonSerialAndRequest([Values] Way way)
    {
        using var client = Client(new FakeResponse { SignedBody = [1] });

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(_log.Lines.Select(Summary), Is.EqualTo([
            (4, "SignatureRejected", LogLevel.Error, $"The response to GET v3/x of merchant {Merchant.Id} could not be verified: Mismatch. "
                + $"Serial {Merchant.PublicKeyId}, Request-ID 08F5A1B2C3D4E5F6-0.")]));
    }

    [Test]
    public async Task Log_OfAProbe_IsNotAnError([Values] Way way)
    {
        using var client = Client(new FakeResponse { Headers = { ["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/AAAA" } });

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));

        Assert.That(_log.Lines.Select(Summary), Is.EqualTo([
            (6, "ProbeRejected", LogLevel.Information, "The platform responded to GET v3/x of merchant 1900000109 with a signature probe, "
                + "which was rejected as intended. Request-ID 08F5A1B2C3D4E5F6-0.")]));
    }

    [Test]
    public async Task Log_OfAnErrorResponse_NamesCodeAndRequest([Values] Way way)
    {
        using var client = Client(FakeResponse.Error(404, """{"code":"ORDER_NOT_EXIST","message":"订单不存在"}"""));

        await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x/{id}"), new { id = "1" }));

        Assert.That(_log.Lines.Select(Summary), Is.EqualTo([
            (
                5,
                "ErrorResponse",
                LogLevel.Information,
                "GET v3/x/{id} of merchant 1900000109 returned 404 ORDER_NOT_EXIST, Request-ID 08F5A1B2C3D4E5F6-0.")]));
    }

    [TestCase("{\"code\":\"NO\\nforged line\"}")]
    [TestCase("{\"code\":\"张三\"}")]
    [TestCase("<html>")]
    public async Task Log_OfAnInvalidCode_OmitsIt(string body)
    {
        using var client = Client(FakeResponse.Error(400, body));

        await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain("v3/x").GetAsync());

        Assert.That(
            _log.Lines.Single().Text, Is.EqualTo("GET v3/x of merchant 1900000109 returned 400 (null), Request-ID 08F5A1B2C3D4E5F6-0."));
    }

    [Test]
    public async Task Log_OfASuccessfulCall_IsEmpty([Values] Way way)
    {
        using var client = Client(new FakeResponse());

        await way.GetAsync(client.Chain("v3/x"));

        Assert.That(_log.Lines, Is.Empty);
    }

    [Test]
    public async Task Log_OfACallFullOfSecrets_HoldsNoneOfThem([Values] Way way)
    {
        var platform = new FakePlatform(Script.Of(
            new HttpRequestException(HttpRequestError.ConnectionError, "SECRETREASON"),
            FakeResponse.Error(500, """{"code":"SYSTEM_ERROR","message":"SECRETWORDS","detail":{"value":"SECRETDETAIL"}}"""),
            new FakeResponse { Body = "SECRETANSWER"u8.ToArray(), SignedBody = [1], Headers = { ["X-A"] = "SECRETHEADER" } }), _clock);
        using var client = platform.CreateClient(Configure);

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.PostAsync(client.Chain("v3/x/{id}"), new
        {
            id = "SECRETID",
            query = new { q = "SECRETQUERY" },
            json = new { a = "SECRETBODY" },
            headers = new { X_B = "SECRETOWN" },
        }));

        Assert.That(_log.Lines, Has.Count.EqualTo(3), "A failover, a repeat, a exception.");
        Assert.That(_log.Everything, Does.Not.Contain("SECRET"));
        foreach (var request in platform.Requests)
        {
            Assert.That(
                _log.Everything,
                Does.Not.Contain(request.AuthorizationField("signature")).And.Not.Contain(request.AuthorizationField("nonce_str")));
        }
        Assert.That(_log.Everything, Does.Not.Contain(Merchant.ApiV3Key).And.Not.Contain(Merchant.ApiV2Key));
    }

    private static (int, string?, LogLevel, string) Summary(LogBook.Line line) => (line.Event.Id, line.Event.Name, line.Level, line.Text);

    private void Configure(WeChatPayClientOptions options) => (options.Resilience, options.LoggerFactory) = (new ResilienceOptions(), _log);

    private WeChatPayClient Client(params object[] steps) => new FakePlatform(Script.Of(steps), _clock).CreateClient(Configure);
}

using System.Text.Json;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class ErrorResponsesTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    [Test]
    public async Task Get_ErrorResponse_ThrowsWithEveryField()
    {
        await RespondAsync(
            new CannedResponse(
                400, """{"code":"PARAM_ERROR","message":"参数错误","detail":{"field":"/amount/total","issue":"too small","value":0}}""")
                .With("Content-Type", "application/json; charset=utf-8"));

        var error = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That(error.StatusCode, Is.EqualTo(400));
        Assert.That(error.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(error.ApiMessage, Is.EqualTo("参数错误"));
        Assert.That(error.Detail.GetProperty("field").GetString(), Is.EqualTo("/amount/total"));
        Assert.That(error.RequestId, Is.Not.Null);
        Assert.That((error.IsRetryable, error.OutcomeUnknown, error.RetryAfter), Is.EqualTo((false, false, (TimeSpan?)null)));
        Assert.That(await Platform.RequestsAsync(), Has.Count.EqualTo(1));
    }

    [TestCase(401, """{"code":"SIGN_ERROR","message":"签名错误"}""", "SIGN_ERROR", false)]
    [TestCase(404, """{"code":"ORDER_NOT_EXIST"}""", "ORDER_NOT_EXIST", false)]
    [TestCase(429, """{"code":"FREQUENCY_LIMITED","message":"频率超限"}""", "FREQUENCY_LIMITED", true)]
    [TestCase(500, """{"code":"SYSTEM_ERROR","message":"系统异常"}""", "SYSTEM_ERROR", true)]
    [TestCase(502, "<html><body>Bad Gateway</body></html>", null, false)]
    [TestCase(403, "<html><body>Forbidden</body></html>", null, false)]
    [TestCase(404, "", null, false)]
    [TestCase(503, "", null, false)]
    [TestCase(400, """{"code":"PARAM_""", null, false)]
    [TestCase(400, """["code"]""", null, false)]
    [TestCase(400, "null", null, false)]
    public async Task Get_AnyError_ThrowsApiExceptionWithItsContent(int status, string body, string? code, bool isRetryable)
    {
        await RespondAsync(new CannedResponse(status, body));

        var error = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That((error.StatusCode, error.Code, error.IsRetryable), Is.EqualTo((status, code, isRetryable)));
        Assert.That(error.Response.Body, Is.EqualTo(body));
        Assert.That(error.Detail.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
    }

    [Test]
    public async Task Get_RetryAfterHeader_IsInTheException()
    {
        await RespondAsync(new CannedResponse(429, """{"code":"RATELIMIT_EXCEEDED"}""").With("Retry-After", "7"));

        var error = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That(error.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task Get_Redirect_IsNotFollowed(int status)
    {
        const string elsewhere = "/v3/pay/transactions/id/4200000002";
        await Platform.RespondAsync(HttpMethod.Get, elsewhere, new CannedResponse(200, """{"trade_state":"SUCCESS"}"""));
        await RespondAsync(new CannedResponse(status).With("Location", elsewhere));

        var error = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That(error.StatusCode, Is.EqualTo(status));
        Assert.That(await Platform.RequestsAsync(), Has.Count.EqualTo(1));
    }
}

using System.Text.Json;
using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class ErrorAnswersTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    [Test]
    public async Task Get_PlatformSaysNo_EverythingItSaidIsInTheException()
    {
        await AnswerAsync(
            new Answer(400, """{"code":"PARAM_ERROR","message":"参数错误","detail":{"field":"/amount/total","issue":"too small","value":0}}""")
                .With("Content-Type", "application/json; charset=utf-8"));

        var no = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That(no.StatusCode, Is.EqualTo(400));
        Assert.That(no.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(no.ApiMessage, Is.EqualTo("参数错误"));
        Assert.That(no.Detail.GetProperty("field").GetString(), Is.EqualTo("/amount/total"));
        Assert.That(no.RequestId, Is.Not.Null);
        Assert.That((no.IsRetryable, no.OutcomeUnknown, no.RetryAfter), Is.EqualTo((false, false, (TimeSpan?)null)));
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
    public async Task Get_AnyError_IsAnApiExceptionWithWhatItHolds(int status, string body, string? code, bool isRetryable)
    {
        await AnswerAsync(new Answer(status, body));

        var no = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That((no.StatusCode, no.Code, no.IsRetryable), Is.EqualTo((status, code, isRetryable)));
        Assert.That(no.Response.Body, Is.EqualTo(body));
        Assert.That(no.Detail.ValueKind, Is.EqualTo(JsonValueKind.Undefined));
    }

    [Test]
    public async Task Get_PlatformAsksToWait_TheExceptionSaysHowLong()
    {
        await AnswerAsync(new Answer(429, """{"code":"RATELIMIT_EXCEEDED"}""").With("Retry-After", "7"));

        var no = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That(no.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(7)));
    }

    [TestCase(301)]
    [TestCase(302)]
    [TestCase(307)]
    [TestCase(308)]
    public async Task Get_Redirect_IsNotFollowed(int status)
    {
        const string elsewhere = "/v3/pay/transactions/id/4200000002";
        await Platform.AnswerAsync(HttpMethod.Get, elsewhere, new Answer(200, """{"trade_state":"SUCCESS"}"""));
        await AnswerAsync(new Answer(status).With("Location", elsewhere));

        var no = await Assert.ThrowsAsync<WeChatPayApiException>(() => GetAsync());

        Assert.That(no.StatusCode, Is.EqualTo(status));
        Assert.That(await Platform.RequestsAsync(), Has.Count.EqualTo(1));
    }
}

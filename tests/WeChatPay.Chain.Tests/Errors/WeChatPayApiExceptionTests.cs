using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Errors;

internal sealed partial class WeChatPayApiExceptionTests
{
    private const string ParamError = """
        {
          "code": "PARAM_ERROR", "message": "参数错误",
          "detail": {"field":"/amount/currency","value":"XYZ-personal","issue":"Currency code is invalid","location":"body"}
        }
        """;

    [Test]
    public async Task Members_OfThePlatformsJson_AreRead([Values] Way way)
    {
        var failure = await FailureOf(FakeResponse.Error(400, ParamError), way);

        Assert.That(failure.StatusCode, Is.EqualTo(400));
        Assert.That(failure.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(failure.ApiMessage, Is.EqualTo("参数错误"));
        Assert.That(failure.Detail.GetProperty("location").GetString(), Is.EqualTo("body"));
        Assert.That(failure.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
        Assert.That(failure.Response.Body, Is.EqualTo(ParamError));
    }

    [Test]
    public async Task Message_OfThePlatformsJson_SaysCodeWordsFieldAndRequestButNoValue()
    {
        var failure = await FailureOf(FakeResponse.Error(400, ParamError));

        Assert.That(failure.Message, Is.EqualTo(
            "POST v3/x/{openid} returned 400. PARAM_ERROR: 参数错误 Field: /amount/currency. Request-ID: 08F5A1B2C3D4E5F6-0."));
        Assert.That(failure.ToString(), Does.Not.Contain("XYZ-personal"));
    }

    [TestCase("", TestName = "Members_OfAnEmptyBody_AreNull")]
    [TestCase("<html>secret page</html>", TestName = "Members_OfHtml_AreNull")]
    [TestCase("{\"code\":\"SYSTEM_", TestName = "Members_OfABrokenBody_AreNull")]
    [TestCase("[{\"code\":\"A\"}]", TestName = "Members_OfAList_AreNull")]
    [TestCase("\"SYSTEM_ERROR\"", TestName = "Members_OfAString_AreNull")]
    [TestCase("null", TestName = "Members_OfNull_AreNull")]
    [TestCase("{\"code\":500,\"message\":{\"a\":1},\"detail\":null}", TestName = "Members_OfWrongTypes_AreNull")]
    public async Task Members_OfWhatIsNotThePlatforms(string body)
    {
        var failure = await FailureOf(FakeResponse.Error(500, body, "text/html"));

        Assert.That(failure.Code, Is.Null);
        Assert.That(failure.ApiMessage, Is.Null);
        Assert.That(failure.Detail.ValueKind, Is.AnyOf(JsonValueKind.Undefined, JsonValueKind.Null));
        Assert.That(
            failure.Message,
            Does.Contain($"({Encoding.UTF8.GetByteCount(body)} bytes) is not an error of the platform").And.Not.Contain("secret"));
        Assert.That(failure.Response.Body, Is.EqualTo(body));
        Assert.That(failure.OutcomeUnknown);
    }

    [TestCase(300, "Redirects are not followed")]
    [TestCase(399, "Redirects are not followed")]
    [TestCase(400, "is not an error of the platform")]
    public async Task Message_OfAnEmptyBody_TellsARedirect(int status, string expected) =>
        Assert.That((await FailureOf(FakeResponse.Error(status, ""))).Message, Does.Contain(expected));

    [TestCase("{\"code\":\"FAIL\"}", "FAIL")]
    [TestCase("{\"message\":\"不\"}", "不")]
    [TestCase("{\"code\":\"FAIL\",\"message\":\"不\"}", "FAIL: 不")]
    public async Task Message_OfHalfAnError_SaysWhatThereIs(string body, string expected) =>
        Assert.That(
            (await FailureOf(FakeResponse.Error(400, body))).Message,
            Is.EqualTo($"POST v3/x/{{openid}} returned 400. {expected} Request-ID: 08F5A1B2C3D4E5F6-0."));

    [Test]
    public async Task Members_OfJsonInAnotherCharset_AreReadAsFarAsTheyCan()
    {
        var failure = await FailureOf(new FakeResponse
        {
            Status = System.Net.HttpStatusCode.BadRequest,
            Signed = false,
            Body = [.. "{\"code\":\"FAIL\",\"message\":\""u8, 0xB2, 0xE2, .. "\"}"u8]
        });

        Assert.That(failure.Code, Is.EqualTo("FAIL"));
        Assert.That(failure.ApiMessage, Is.EqualTo("\uFFFD\uFFFD"));
    }

    [Test]
    public async Task Members_OfASignError_KeepWhatThePlatformExpected()
    {
        const string Body = """
            {
              "code": "SIGN_ERROR", "message": "签名错误",
              "detail": {
                "issue": "sign not match",
                "sign_information": {"method":"GET","url":"/v3/x","truncated_sign_message":"GET\n","sign_message_length":4}
              }
            }
            """;

        var failure = await FailureOf(FakeResponse.Error(401, Body));

        Assert.That(failure.Detail.GetProperty("sign_information").GetProperty("sign_message_length").GetInt32(), Is.EqualTo(4));
        Assert.That(failure.IsRetryable, Is.False);
    }

    [TestCase(500, "SYSTEM_ERROR", ExpectedResult = true)]
    [TestCase(500, null, ExpectedResult = false)]
    [TestCase(502, null, ExpectedResult = false)]
    [TestCase(503, "SERVICE_UNAVAILABLE", ExpectedResult = true)]
    [TestCase(503, null, ExpectedResult = false)]
    [TestCase(429, null, ExpectedResult = false)]
    [TestCase(429, "RATELIMIT_EXCEEDED", ExpectedResult = true)]
    [TestCase(429, "FREQUENCY_LIMITED", ExpectedResult = true)]
    [TestCase(400, "FREQUENCY_LIMITED", ExpectedResult = true)]
    [TestCase(403, "RATELIMIT_EXCEEDED", ExpectedResult = true)]
    [TestCase(400, "FREQUENCY_LIMIT_EXCEED", ExpectedResult = true)]
    [TestCase(400, "RATE_LIMITED", ExpectedResult = true)]
    [TestCase(400, "BANK_ERROR", ExpectedResult = true)]
    [TestCase(500, "BANK_ERROR", ExpectedResult = true)]
    [TestCase(400, "SYSTEM_ERROR", ExpectedResult = true)]
    [TestCase(401, "SIGN_ERROR", ExpectedResult = false)]
    [TestCase(400, "PARAM_ERROR", ExpectedResult = false)]
    [TestCase(403, "NO_AUTH", ExpectedResult = false)]
    [TestCase(404, "ORDER_NOT_EXIST", ExpectedResult = false)]
    [TestCase(404, "RESOURCE_NOT_EXISTS", ExpectedResult = false)]
    [TestCase(400, "ORDER_CLOSED", ExpectedResult = false)]
    [TestCase(400, "USERPAYING", ExpectedResult = false)]
    [TestCase(500, "SIGN_ERROR", ExpectedResult = false)]
    [TestCase(400, "system_error", ExpectedResult = false)]
    [TestCase(400, null, ExpectedResult = false)]
    [TestCase(404, null, ExpectedResult = false)]
    [TestCase(302, null, ExpectedResult = false)]
    public async Task<bool> IsRetryable_OfAResponse(int status, string? code) =>
        (await FailureOf(FakeResponse.Error(status, code is null ? "" : $"{{\"code\":\"{code}\"}}"))).IsRetryable;

    [TestCase("5", ExpectedResult = 5)]
    [TestCase("0", ExpectedResult = 0)]
    [TestCase("Sat, 21 Nov 2026 04:01:30 GMT", ExpectedResult = 90)]
    [TestCase("Sat, 21 Nov 2026 03:00:00 GMT", ExpectedResult = 0)]
    [TestCase(null, ExpectedResult = null)]
    [TestCase("soon", ExpectedResult = null)]
    [TestCase("-5", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    public async Task<double?> RetryAfter_OfAHeader(string? value)
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

        return (await FailureOf(
            new FakeResponse { Status = System.Net.HttpStatusCode.TooManyRequests, Signed = false, Headers = { ["Retry-After"] = value } },
            clock: clock)).RetryAfter?.TotalSeconds;
    }

    [TestCase(302, ExpectedResult = false)]
    [TestCase(400, ExpectedResult = false)]
    [TestCase(401, ExpectedResult = false)]
    [TestCase(429, ExpectedResult = false)]
    [TestCase(499, ExpectedResult = false)]
    [TestCase(500, ExpectedResult = true)]
    [TestCase(502, ExpectedResult = true)]
    [TestCase(503, ExpectedResult = true)]
    [TestCase(504, ExpectedResult = true)]
    public async Task<bool> OutcomeUnknown_OfThePlatformsError(int status) =>
        (await FailureOf(FakeResponse.Error(status, """{"code":"INVALID_REQUEST"}"""))).OutcomeUnknown;

    [Test]
    public async Task OutcomeUnknown_OfThePageOfAGateway_IsTrue(
        [Values(0, 101, 302, 400, 401, 403, 404, 413, 429, 500, 503)] int status,
        [Values(
            "", "<html>403</html>", "{}", "[]", "{\"code\":\"\"}", "{\"code\":null}", "{\"code\":400}",
            "{\"message\":\"no\"}")] string body)
    {
        var failure = await FailureOf(FakeResponse.Error(status, body));

        Assert.That((failure.StatusCode, failure.OutcomeUnknown, failure.IsRetryable), Is.EqualTo((status, true, false)));
    }

    [TestCase("SYSTEM_ERROR")]
    [TestCase("BANK_ERROR")]
    [TestCase("USER_PAYING")]
    [TestCase("PROCESSING")]
    public async Task OutcomeUnknown_OfACodeThatLeavesItOpen_IsTrue(string code) =>
        Assert.That((await FailureOf(FakeResponse.Error(400, $"{{\"code\":\"{code}\"}}"))).OutcomeUnknown);

    [Test]
    public async Task Send_ARedirect_IsAnErrorAndNotFollowed([Values(301, 302, 303, 307, 308)] int status, [Values] Way way)
    {
        var platform = new FakePlatform(new FakeResponse
        {
            Status = (System.Net.HttpStatusCode)status,
            Signed = false,
            Body = [],
            Headers = { ["Location"] = "https://api.mch.weixin.qq.com/v3/other" }
        });
        using var client = platform.CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.GetAsync(client.Chain("v3/x"), new { allow_redirects = true })))!;

        Assert.That(failure.StatusCode, Is.EqualTo(status));
        Assert.That(failure.Message, Does.Contain("Redirects are not followed"));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ToString_Always_ShowsNoValueOfTheCallAndNoSignature([Values] Way way)
    {
        var platform = new FakePlatform(FakeResponse.Error(404, "{\"code\":\"NO_AUTH\",\"secret-of-the-body\":1}"));
        using var client = platform.CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(
            client.Chain("v3/x/{openid}"),
            new { openid = "oSecretOfThePath", query = new { q = "secret-of-the-query" }, json = new { name = "secret-of-the-json" } })))!;

        Assert.That(failure.ToString(), Does.Not.Contain("oSecretOfThePath").And.Not.Contain("secret-of-the"));
        Assert.That(
            failure.ToString(), Does.Not.Contain("WECHATPAY2").And.Not.Contain(platform.Request.AuthorizationField("signature")[..16]));
    }

    private static async Task<WeChatPayApiException> FailureOf(FakeResponse response, Way way = Way.Async, TimeProvider? clock = null,
        Action<WeChatPayClientOptions>? configure = null)
    {
        using var client = new FakePlatform(response, clock).CreateClient(configure);
        return (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.PostAsync(client.Chain("v3/x/{openid}"), new { openid = "o4GgauInH" })))!;
    }
}

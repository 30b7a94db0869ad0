namespace WeChatPay.Chain.Tests.Responses;

/// <summary>Responses and exceptions that users create in their unit tests.</summary>
internal sealed class CreatedResponsesTests
{
    [Test]
    public void Create_OfJson_ReadsLikeAReceivedResponse()
    {
        using var response = WeChatPayResponse.Create(
            """{"prepay_id":"wx26","说":1}""", 202, new Dictionary<string, string> { ["Request-ID"] = "0A-1", ["X-Other"] = "yes" });

        Assert.That(response.StatusCode, Is.EqualTo(202));
        Assert.That(response.RequestId, Is.EqualTo("0A-1"));
        Assert.That(response.Headers.GetValues("X-Other"), Is.EqualTo((string[])["yes"]));
        Assert.That((string)response.Data.prepay_id, Is.EqualTo("wx26"));
        Assert.That(response.Json.GetProperty("说").GetInt32(), Is.EqualTo(1));
        Assert.That(response.IsVerified);
    }

    [Test]
    public void Create_OfXml_ReadsLikeAReceivedResponse()
    {
        using var response = WeChatPayResponse.Create("<xml><return_code>SUCCESS</return_code></xml>", isVerified: false);

        Assert.That(response.Xml["return_code"], Is.EqualTo("SUCCESS"));
        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.IsVerified, Is.False);
    }

    [TestCase(99)]
    [TestCase(1000)]
    public void Create_WithAStatusThatIsNone_IsRejected(int status) =>
        Assert.That(() => WeChatPayResponse.Create("", status), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Create_WithAHeaderOfTheBody_NamesIt() => Assert.That(
        () => WeChatPayResponse.Create("", headers: new Dictionary<string, string> { ["Content-Type"] = "text/plain" }),
        Throws.ArgumentException.With.Message.Contains("'Content-Type'"));

    [TestCase(404, "ORDER_NOT_EXIST", false, false)]
    [TestCase(429, "RATELIMIT_EXCEEDED", true, false)]
    [TestCase(500, "SYSTEM_ERROR", true, true)]
    public void Create_OfAnErrorResponse_IsWhatAVerbThrows(int status, string code, bool isRetryable, bool isOutcomeUnknown)
    {
        using var response = WeChatPayResponse.Create(
            $$$"""{"code":"{{{code}}}","message":"订单","detail":{"field":"a"}}""",
            status,
            new Dictionary<string, string> { ["Retry-After"] = "3" });

        var exception = WeChatPayApiException.Create(response, "POST v3/x");

        Assert.That(exception.Message, Does.StartWith($"POST v3/x returned {status}. {code}: 订单"));
        Assert.That(exception.Code, Is.EqualTo(code));
        Assert.That(exception.ApiMessage, Is.EqualTo("订单"));
        Assert.That(exception.Detail.GetProperty("field").GetString(), Is.EqualTo("a"));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(exception.IsRetryable, Is.EqualTo(isRetryable));
        Assert.That(WeChatPayException.IsOutcomeUnknown(exception), Is.EqualTo(isOutcomeUnknown));
        Assert.That(exception.Response, Is.SameAs(response));
    }

    [TestCase("<xml><return_code>FAIL</return_code><return_msg>签名错误</return_msg></xml>", null, "签名错误")]
    [TestCase(
        "<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code><err_code>NOTENOUGH</err_code></xml>", "NOTENOUGH", null)]
    public void Create_OfAFailureOfV2_HasItsCode(string xml, string? code, string? message)
    {
        var exception = WeChatPayApiException.Create(WeChatPayResponse.Create(xml));

        Assert.That(exception.StatusCode, Is.EqualTo(200));
        Assert.That(exception.Code, Is.EqualTo(code));
        Assert.That(exception.ApiMessage, Is.EqualTo(message));
    }

    [TestCase("{}")]
    [TestCase("<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code></xml>")]
    public void Create_OfASuccess_IsRejected(string body) => Assert.That(
        () => WeChatPayApiException.Create(WeChatPayResponse.Create(body)),
        Throws.ArgumentException.With.Message.Contains("is a success (status 200)"));
}

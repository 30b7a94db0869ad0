using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>The platform returns an error in one of two fields with status 200, or with another status.</summary>
internal sealed partial class V2ResponseCheckTests
{
    [Test]
    public async Task Send_ReturnCodeFail_IsAnApiExceptionThoughUnsigned(
        [Values("pay/orderquery", "payitil/report", "pay/downloadbill")] string path, [Values] Way way)
    {
        var failure = await FailureOf(
            V2Message.OfXml("<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[签名错误]]></return_msg></xml>"), path, way);

        Assert.That(failure.StatusCode, Is.EqualTo(200));
        Assert.That(failure.Code, Is.Null);
        Assert.That(failure.ApiMessage, Is.EqualTo("签名错误"));
        Assert.That(failure.Message, Is.EqualTo(
            $"POST v2/{path} returned an error. FAIL: 签名错误 Request-ID: 08F5A1B2C3D4E5F6-0. "
            + "Check that ApiV2Key is the APIv2 key (APIv2密钥) of the merchant that the request names, as currently set on the "
            + "merchant platform."));
        Assert.That(failure.OutcomeUnknown, Is.False);
        Assert.That(failure.Response.Xml["return_code"], Is.EqualTo("FAIL"));
    }

    [Test]
    public async Task Send_ResultCodeFail_HasTheErrorCode([Values] Way way)
    {
        var fields = V2Message.Success(("result_code", "FAIL"), ("err_code", "ORDERNOTEXIST"), ("err_code_des", "订单不存在"));

        var failure = await FailureOf(fields.Signed().ToResponse(), "pay/orderquery", way);

        Assert.That(failure.Code, Is.EqualTo("ORDERNOTEXIST"));
        Assert.That(failure.ApiMessage, Is.EqualTo("订单不存在"));
        Assert.That(
            failure.Message, Is.EqualTo("POST v2/pay/orderquery returned an error. ORDERNOTEXIST: 订单不存在 Request-ID: 08F5A1B2C3D4E5F6-0."));
        Assert.That(failure.IsRetryable, Is.False);
        Assert.That(failure.OutcomeUnknown, Is.False);
        Assert.That(failure.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
    }

    [Test]
    public async Task Send_ResultCodeFailUnsigned_ProvesNothing()
    {
        using var client = Client(V2Message.Success(("result_code", "FAIL"), ("err_code", "ORDERNOTEXIST")).ToResponse());

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/pay/orderquery").PostAsync(Query));
    }

    [Test]
    public async Task Send_ResultCodeFailWhereNothingIsSigned_IsAnApiException([Values] Way way)
    {
        var fields = V2Message.Success(("result_code", "FAIL"), ("err_code", "NOTENOUGH"), ("err_code_des", "余额不足"));

        Assert.That((await FailureOf(fields.ToResponse(), "mmpaymkttransfers/sendredpack", way)).Code, Is.EqualTo("NOTENOUGH"));
    }

    [TestCase("SYSTEMERROR", true, true)]
    [TestCase("SYSTEM_ERROR", true, true)]
    [TestCase("BANKERROR", true, true)]
    [TestCase("USERPAYING", false, true)]
    [TestCase("FREQUENCY_LIMITED", true, false)]
    [TestCase("NOTENOUGH", false, false)]
    [TestCase("", false, false)]
    public async Task Send_AnErrorCode_SaysWhetherToRetryAndWhetherToQuery(string code, bool retryable, bool unknown)
    {
        var failure = await FailureOf(V2Message.Success(("result_code", "FAIL"), ("err_code", code)).Signed().ToResponse());

        Assert.That(failure.IsRetryable, Is.EqualTo(retryable));
        Assert.That(failure.OutcomeUnknown, Is.EqualTo(unknown));
    }

    [TestCase("<xml><return_code>FAIL</return_code></xml>", "FAIL")]
    [TestCase("<xml><return_code>FAIL</return_code><return_msg></return_msg></xml>", "FAIL")]
    [TestCase("<xml><return_code></return_code></xml>", "")]
    [TestCase("<xml><return_code>success</return_code><return_msg>OK</return_msg></xml>", "success: OK")]
    [TestCase("<xml><return_code> SUCCESS</return_code></xml>", " SUCCESS")]
    public async Task Send_ReturnCodeThatIsNotSuccess_SaysWhatWasReceived(string xml, string words)
    {
        var failure = await FailureOf(V2Message.OfXml(xml));

        Assert.That(failure.Code, Is.Null);
        Assert.That(failure.Message, Is.EqualTo($"POST v2/pay/orderquery returned an error. {words} Request-ID: 08F5A1B2C3D4E5F6-0."));
    }

    [TestCase("")]
    [TestCase("FAIL")]
    [TestCase("success")]
    public async Task Send_ResultCodeWithoutAnErrorCode_IsStillAnApiException(string resultCode)
    {
        var failure = await FailureOf(V2Message.Success(("result_code", resultCode)).Signed().ToResponse());

        Assert.That(failure.Code, Is.Null);
        Assert.That(failure.Message, Does.Contain($"returned an error. {resultCode}").And.Not.Contain("SUCCESS"));
    }

    [TestCase("return_code")]
    [TestCase("result_code")]
    public async Task Send_ASignedResponseWithoutACode_IsRejected(string code)
    {
        var fields = V2Message.Success();
        fields.Remove(code);
        using var client = Client(fields.Signed().ToResponse());

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/pay/orderquery").PostAsync(Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(failure.Message, Does.Contain(code));
        Assert.That(failure.OutcomeUnknown);
    }

    [TestCase("face/get_wxpayface_authinfo")]
    [TestCase("pay/queryexchagerate")]
    [TestCase("pay/profitsharingmerchantratioquery")]
    [TestCase("pay/profitsharingorderamountquery")]
    public async Task Send_WhereThereIsNotAResultCode_NeedsOnlyTheReturnCode(string path)
    {
        var fields = V2Message.Success();
        fields.Remove("result_code");
        using var client = Client(fields.Signed().ToResponse());
        fields.Remove("return_code");
        using var codeless = Client(fields.Signed().ToResponse());

        Assert.That((await client.Chain($"v2/{path}").PostAsync(Query)).Xml["return_code"], Is.EqualTo("SUCCESS"));
        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => codeless.Chain($"v2/{path}").PostAsync(Query));
    }

    [Test]
    public async Task Send_AnErrorStatusWithFields_ReadsThem(
        [Values(400, 401, 404, 500, 502)] int status, [Values("pay/orderquery", "pay/downloadbill")] string path, [Values] Way way)
    {
        var xml = "<xml><return_code>FAIL</return_code><return_msg>系统繁忙</return_msg><err_code>SYSTEMERROR</err_code></xml>";

        var failure = await FailureOf(V2Message.OfXml(xml, status), path, way);

        Assert.That(failure.StatusCode, Is.EqualTo(status));
        Assert.That(failure.Code, Is.EqualTo("SYSTEMERROR"));
        Assert.That(failure.ApiMessage, Is.EqualTo("系统繁忙"));
        Assert.That(failure.OutcomeUnknown, "JSON without a code may come from a proxy.");
    }

    [Test]
    public async Task Send_AnErrorStatusWithSuccess_IsNotASuccess([Values(400, 500)] int status, [Values] Way way)
    {
        Assert.That(
            (await FailureOf(V2Message.OfXml(V2Message.Success().Signed().ToXml(), status), way: way)).StatusCode, Is.EqualTo(status));
    }

    [Test]
    public async Task Send_AnErrorStatusWithAnythingElse_IsAnApiException(
        [Values(400, 502)] int status, [Values(
            "",
            "x",
            "<html><body>502<br></body></html>",
            "<!DOCTYPE x [<!ENTITY e \"v\">]><xml><err_code>&e;</err_code></xml>",
            "<xml><a>")] string body)
    {
        var failure = await FailureOf(V2Message.OfXml(body, status));

        Assert.That(failure.Code, Is.Null);
        Assert.That(failure.ApiMessage, Is.Null);
        Assert.That(failure.Response.Body, Is.EqualTo(body));
        Assert.That((object?)failure.Response.Data.err_code, Is.Null);
    }

    [Test]
    public async Task Send_ARedirect_IsNotFollowed([Values] Way way)
    {
        var platform = new FakePlatform(new FakeResponse
        {
            Status = System.Net.HttpStatusCode.Found,
            Signed = false,
            Body = [],
            Headers = { ["Location"] = "https://payapp.weixin.qq.com/x" }
        });
        using var client = platform.CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            way.GetAsync(client.Chain("v2/papay/entrustweb"), new { query = new { mch_id = Merchant.Id } })))!;

        Assert.That(failure.Response.Headers.Location, Is.EqualTo(new Uri("https://payapp.weixin.qq.com/x")));
        Assert.That(platform.Requests, Has.Count.EqualTo(1));
    }

    private static async Task<WeChatPayApiException> FailureOf(
        FakeResponse fakeResponse, string path = "pay/orderquery", Way way = Way.Async)
    {
        using var client = Client(fakeResponse);
        return (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain($"v2/{path}"), Query)))!;
    }
}

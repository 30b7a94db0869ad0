using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Errors;

/// <summary>The code and message of an error have several names.</summary>
internal sealed class V2ErrorTests
{
    private const string AccessToken = "v2/appauth/getaccesstoken";
    private const string Coupon = "v2/mmpaymkttransfers/send_coupon";

    private static object Fields => new { xml = new { mch_id = Merchant.Id } };

    [TestCase("v2/risk/getpublickey", "error_code", "error_code_des")]
    [TestCase("v2/risk/getviolation", "error_code", "error_code_des")]
    [TestCase("v2/risk/getviolation", "error_code", "result_msg")]
    [TestCase("v2/pay/downloadbill", "error_code", "return_msg")]
    [TestCase("v2/papay/h5entrustweb", "err_code", "result_msg")]
    [TestCase("v2/secapi/mch/submchmanage", "err_code", "result_msg")]
    public async Task Send_AnError_HasItsCodeAndMessage(string path, string code, string message)
    {
        var fields = V2Message.Success(("return_msg", ""), ("result_code", "FAIL"), (code, "20002"), (message, "没有账单"));

        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(fields.ToResponse()).CreateClient();
            var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain(path), Fields)))!;

            Assert.That((failure.Code, failure.ApiMessage, failure.OutcomeUnknown), Is.EqualTo(("20002", "没有账单", false)));
            Assert.That(failure.Message, Does.Contain("20002: 没有账单"));
        }
    }

    [TestCase("v2/secsvc/realnameauth")]
    [TestCase("v2/risk/getcertficates")]
    public async Task Send_ASignedError_HasItsCodeAndMessage(string path)
    {
        var fields = V2Message.Success(("result_code", "FAIL"), ("error_code", "268501003"), ("error_code_des", "参数错误"))
            .Signed("HMAC-SHA256");
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain(path).PostAsync(Fields)))!;

        Assert.That((failure.Code, failure.ApiMessage), Is.EqualTo(("268501003", "参数错误")));
    }

    [TestCase("error_code", "error_code_des", "err_code", "err_code_des")]
    [TestCase("retcode", "retmsg", "error_code", "error_code_des")]
    [TestCase("ret_code", "ret_msg", "error_code", "error_code_des")]
    public async Task Send_CodesUnderTwoNames_HasTheMoreUsualOne(string otherCode, string otherMessage, string code, string message)
    {
        var fields = V2Message.Success(("result_code", "FAIL"), (otherCode, "1"), (otherMessage, "b"), (code, "NO_AUTH"), (message, "a"));
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain("v2/risk/getviolation").PostAsync(Fields)))!;

        Assert.That((failure.Code, failure.ApiMessage), Is.EqualTo(("NO_AUTH", "a")));
    }

    [TestCase("""{"retcode":-1,"retmsg":"code无效"}""", "-1")]
    [TestCase("""{"retcode":"-1","retmsg":"code无效"}""", "-1")]
    [TestCase("""{"retcode":0,"retmsg":"code无效","retcode":40029}""", "40029")]
    public async Task Get_AnAccessTokenThatIsRejected_IsAnError(string json, string code)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(FakeResponse.Error(200, json)).CreateClient();
            var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
                way.GetAsync(client.Chain(AccessToken), new { query = new { mch_id = Merchant.Id } })))!;

            Assert.That((failure.Code, failure.ApiMessage, failure.OutcomeUnknown), Is.EqualTo((code, "code无效", false)));
        }
    }

    [TestCase("""{"retcode":0,"retmsg":"ok","access_token":"A"}""")]
    [TestCase("""{"retcode":"0","access_token":"A"}""")]
    [TestCase("""{"access_token":"A"}""")]
    public async Task Get_AnAccessToken_IsReturned(string json)
    {
        using var client = new FakePlatform(FakeResponse.Error(200, json)).CreateClient();

        Assert.That(
            (string)(await client.Chain(AccessToken).GetAsync(new { query = new { mch_id = Merchant.Id } })).Data.access_token,
            Is.EqualTo("A"));
    }

    [Test]
    public async Task Send_ACouponThatTheUserDidNotGet_IsAnError([Values] Way way)
    {
        var fields = V2Message.Success(("success_count", "0"), ("failed_count", "1"), ("ret_code", "FAILED"), ("ret_msg", "用户已达领用上限"))
            .Signed();
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.PostAsync(client.Chain(Coupon), Fields)))!;

        Assert.That((failure.Code, failure.ApiMessage, failure.OutcomeUnknown), Is.EqualTo(("FAILED", "用户已达领用上限", false)));
    }

    [Test]
    public async Task Send_ACouponErrorThatWasTamperedWith_ProvesNothing()
    {
        var fields = V2Message.Success(("ret_code", "SUCCESS")).Signed();
        fields["ret_code"] = "FAILED";
        using var client = new FakePlatform(fields.ToResponse()).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain(Coupon).PostAsync(Fields));
    }

    [TestCase("SUCCESS")]
    [TestCase("0")]
    [TestCase("")]
    public async Task Send_ACouponThatTheUserGot_IsReturned(string code)
    {
        using var client = new FakePlatform(V2Message.Success(("ret_code", code), ("coupon_id", "1870")).Signed().ToResponse())
            .CreateClient();

        Assert.That((await client.Chain(Coupon).PostAsync(Fields)).Xml["coupon_id"], Is.EqualTo("1870"));
    }
}

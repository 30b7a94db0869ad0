using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.V2;

namespace WeChatPay.Chain.Tests.V2;

internal sealed class V2UnsignedResponsesTests
{
    private static readonly string[] _paths =
    [
        "mchrisk/querymchrisk", "mchrisk/setmchriskcallback", "mchrisk/syncmchriskresult",
        "mmpaymkttransfers/gethbinfo", "mmpaymkttransfers/gettransferinfo", "mmpaymkttransfers/pay_bank", "mmpaymkttransfers/query_bank",
        "mmpaymkttransfers/promotion/paywwsptrans2pocket", "mmpaymkttransfers/promotion/querywwsptrans2pocket",
        "mmpaymkttransfers/promotion/transfers", "mmpaymkttransfers/sendgroupredpack", "mmpaymkttransfers/sendminiprogramhb",
        "mmpaymkttransfers/sendredpack", "mmpaysptrans/pay_bank", "mmpaysptrans/query_bank", "papay/entrustweb", "papay/h5entrustweb",
        "papay/partner/entrustweb", "papay/partner/h5entrustweb", "pay/downloadbill", "pay/downloadfundflow", "payitil/report",
        "risk/getpublickey", "risk/getviolation", "secapi/mch/submchmanage", "xdc/apiv2getsignkey/sign/getsignkey",
    ];

    [TestCaseSource(nameof(_paths))]
    public async Task Send_ToOneOfThem_NeedsNoSignature(string path)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = new FakePlatform(V2Message.Success(("pub_key", "K")).ToResponse()).CreateClient();

            using var response = await way.PostAsync(client.Chain($"v2/{path}"), Fields);

            Assert.That(response.Xml["pub_key"], Is.EqualTo("K"));
        }
    }

    [TestCaseSource(nameof(_paths))]
    public async Task Send_ToOneOfThem_TheCodesStillCount(string path)
    {
        using var failing = new FakePlatform(V2Message.OfXml("<xml><return_code>FAIL</return_code></xml>")).CreateClient();
        using var refusing = new FakePlatform(V2Message.Success(("result_code", "FAIL"), ("err_code", "NO_AUTH")).ToResponse())
            .CreateClient();

        await Assert.ThrowsAsync<WeChatPayApiException>(() => failing.Chain($"v2/{path}").PostAsync(Fields));
        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => refusing.Chain($"v2/{path}").PostAsync(Fields)))!.Code,
            Is.EqualTo("NO_AUTH"));
    }

    [TestCaseSource(nameof(_paths))]
    public void Includes_AnythingLikeOneOfThem_IsSigned(string path)
    {
        Assert.That(V2UnsignedResponses.Includes($"/{path}"));
        Assert.That(new[]
        {
            $"/{path}/", $"//{path}", $"/hk/{path}", $"/{path}x", $"/{path}/x", $"/{path}%20", $"/{path};a", $"/v2/{path}", path,
            $"/{path.ToUpperInvariant()}", $"/{path[..^1]}"
        },
            Has.None.Matches<string>(other => V2UnsignedResponses.Includes(other!)));
    }

    [TestCase("v2/pay/downloadbill/")]
    [TestCase("v2/pay/orderquery?x=/pay/downloadbill")]
    [TestCase("v2/pay/Downloadbill")]
    [TestCase("v2/pay/download%62ill")]
    [TestCase("v2/pay/unifiedorder")]
    public async Task Send_ToAPathThatIsNotTheirs_NeedsASignature(string path)
    {
        using var client = new FakePlatform(V2Message.Success().ToResponse()).CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain(path).PostAsync(Fields)))!.Reason,
            Is.EqualTo(SignatureFailure.HeadersMissing));
    }

    [Test]
    public async Task Send_BehindAPrefix_NeedsASignature()
    {
        using var client = new FakePlatform(V2Message.Success().ToResponse())
            .CreateClient(options => options.BaseAddress = new Uri("https://api.mch.weixin.qq.com/hk/"));
        using var plain = new FakePlatform(V2Message.Success().ToResponse()).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/payitil/report").PostAsync(Fields));
        await Assert.ThrowsAsync<WeChatPaySignatureException>(
            () => plain.Chain("v2/payitil/report").PostAsync(
                new { xml = new { mch_id = Merchant.Id }, base_uri = "https://api.mch.weixin.qq.com/hk/" }));
    }

    private static object Fields => new { xml = new { mch_id = Merchant.Id } };
}

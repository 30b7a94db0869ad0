using System.Text.Json;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Unsigned responses may contain lists and objects; signed ones are flat.</summary>
internal sealed partial class V2ResponseCheckTests
{
    private const string RedPacks =
        "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><mch_billno>9010</mch_billno><hblist>"
        + "<hbinfo><openid>o1</openid><amount>100</amount></hbinfo><hbinfo><openid>o2</openid><amount>200</amount></hbinfo></hblist></xml>";

    private const string Merchants =
        "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><total>2</total>"
        + "<mchinfo><mch_id>1</mch_id></mchinfo><mchinfo><mch_id>2</mch_id></mchinfo></xml>";

    [Test]
    public async Task Send_NestedElementsWhereNothingIsSigned_AreObjectsAndLists([Values] Way way)
    {
        using var client = Client(V2Message.OfXml(RedPacks));

        using var response = await way.PostAsync(client.Chain("v2/mmpaymkttransfers/gethbinfo"), Query);

        Assert.That((string)response.Data.hblist.hbinfo[1].openid, Is.EqualTo("o2"));
        Assert.That((string)response.Data.mch_billno, Is.EqualTo("9010"));
        Assert.That(response.Xml.Keys, Is.EquivalentTo(["return_code", "result_code", "mch_billno"]));
        Assert.That(
            JsonSerializer.Serialize((object)response.Data.hblist),
            Is.EqualTo("""{"hbinfo":[{"openid":"o1","amount":"100"},{"openid":"o2","amount":"200"}]}"""));
    }

    [Test]
    public async Task Send_RepeatedElementsWhereNothingIsSigned_AreAList([Values] Way way)
    {
        using var client = Client(V2Message.OfXml(Merchants));

        using var response = await way.PostAsync(client.Chain("v2/secapi/mch/submchmanage"), Query);
        IEnumerable<dynamic> merchants = response.Data.mchinfo;

        Assert.That(merchants.Select(merchant => (string)merchant.mch_id), Is.EqualTo(["1", "2"]));
    }

    [TestCase(RedPacks)]
    [TestCase(Merchants)]
    public async Task Send_TheSameWhereResponsesAreSigned_IsRejected(string xml)
    {
        using var client = Client(V2Message.OfXml(xml.Replace("</xml>", "<sign>X</sign></xml>", StringComparison.Ordinal)));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/pay/orderquery").PostAsync(Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
    }

    [TestCase("<result_code>SUCCESS</result_code>")]
    [TestCase("<return_code>SUCCESS</return_code>")]
    [TestCase("<ret_code><a>FAILED</a></ret_code>")]
    [TestCase("<retcode>0</retcode><retcode>-1</retcode>")]
    public async Task Send_ACodeThatIsNotSingleWhereNothingIsSigned_IsRejected(string more)
    {
        using var client = Client(V2Message.OfXml(RedPacks.Replace("</xml>", $"{more}</xml>", StringComparison.Ordinal)));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            client.Chain("v2/mmpaymkttransfers/gethbinfo").PostAsync(Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(failure.Message, Does.Contain("does not show whether the call succeeded"));
    }

    [Test]
    public async Task Send_NestedElementsWithAFailure_AreStillAFailure()
    {
        using var client = Client(V2Message.OfXml(RedPacks.Replace(
            "<result_code>SUCCESS", "<err_code>NOT_FOUND</err_code><result_code>FAIL", StringComparison.Ordinal)));

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain("v2/mmpaymkttransfers/gethbinfo").PostAsync(Query)))!.Code,
            Is.EqualTo("NOT_FOUND"));
    }
}

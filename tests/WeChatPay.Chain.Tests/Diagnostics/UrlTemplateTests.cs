using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Tests.Diagnostics;

internal sealed class UrlTemplateTests
{
    [TestCase(
        "v3/pay/transactions/out-trade-no/{out_trade_no}/close", ExpectedResult = "v3/pay/transactions/out-trade-no/{out_trade_no}/close")]
    [TestCase("v3/applyment4sub/applyment/{empty}", ExpectedResult = "v3/applyment4sub/applyment/{empty}")]
    [TestCase("v2/secapi/mch/addInstitutionsub", ExpectedResult = "v2/secapi/mch/addInstitutionsub")]
    [TestCase("{+download_url}", ExpectedResult = "{+download_url}")]
    [TestCase("v3/x{?limit,offset}", ExpectedResult = "v3/x{?limit,offset}")]
    [TestCase("v3/x/{id}?…", ExpectedResult = "v3/x/{id}")]
    [TestCase("v3/pay/transactions/id/1217752501201407033233368018", ExpectedResult = "v3/pay/transactions/id/{…}")]
    [TestCase("v3/x/oUpF8uMuAJO_MxpxbIQzNjWeSzoA/y", ExpectedResult = "v3/x/{…}/y")]
    [TestCase("v3/x/1217752501201407033233368018{?mchid}", ExpectedResult = "v3/x/{…}")]
    [TestCase("v3/x/{id}张三/y", ExpectedResult = "v3/x/{…}/y")]
    [TestCase("v3{/a,b}/x", ExpectedResult = "v3{/a,b}/x")]
    [TestCase("v3/x?mchid=1900000109", ExpectedResult = "v3/{…}")]
    [TestCase("v3/x/张三", ExpectedResult = "v3/x/{…}")]
    [TestCase("v3/x/someone@example.com", ExpectedResult = "v3/x/{…}")]
    [TestCase("https://api.mch.weixin.qq.com/v3/billdownload/file?…", ExpectedResult = "v3/billdownload/file")]
    [TestCase("https://api.mch.weixin.qq.com", ExpectedResult = "")]
    [TestCase("", ExpectedResult = "")]
    public string Redact_AChain_RemovesValues(string template) => UrlTemplate.Redact(template);
}

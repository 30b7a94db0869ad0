using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Text that a buyer typed must not become separate fields once it is signed.</summary>
internal sealed partial class V2FieldsTests
{
    private static readonly string[] _hidden =
    [
        "return_code", "result_code", "total_fee", "cash_fee", "settlement_total_fee", "refund_fee", "settlement_refund_fee",
        "out_trade_no", "transaction_id", "out_refund_no", "refund_id", "mch_id", "sub_mch_id", "appid", "openid", "trade_state",
        "refund_status", "contract_id", "change_type", "refund_fee_0",
    ];

    [TestCaseSource(nameof(_hidden))]
    public async Task Send_AValueThatHoldsAField_IsRejectedAndNotShown(string name)
    {
        var xml = new Dictionary<string, string> { ["mch_id"] = Merchant.Id, ["contract_display_account"] = $"typed-text&{name}=1" };

        foreach (var call in new Func<UrlChain, Task<WeChatPayResponse>>[]
        {
            chain => chain.PostAsync(new { xml }),
            chain => chain.GetAsync(new { query = xml }),
            chain => chain.PostAsync(new { body = V2Message.ToXml(xml.Signed()) }),
        })
        {
            await AssertRejected(call, message: "'contract_display_account'");
            Assert.That(
                (await Assert.CatchAsync<ArgumentException>(() => call(Platform().CreateClient().Chain("v2/x"))))!.Message,
                Does.Not.Contain("typed-text"));
        }
    }

    [Test]
    public async Task Get_AReadyQueryThatHidesAField_IsRejected() => await AssertRejected(
        chain => chain.GetAsync(new { query = $"mch_id={Merchant.Id}&attach=a%26total_fee%3D1" }), message: "'attach'");

    [TestCase("out_trade_no")]
    [TestCase("openid")]
    public async Task Post_AnAmpersandInADecidingField_IsRejected(string name) => await AssertRejected(
        chain => chain.PostAsync(new { xml = new Dictionary<string, string> { ["mch_id"] = Merchant.Id, [name] = "1&body=x" } }),
        message: $"'{name}'");

    [TestCase("a&total_fee")]
    [TestCase("a=1&b")]
    [TestCase("a b")]
    [TestCase("")]
    public async Task Get_AnInvalidName_IsRejected(string name) => await AssertRejected(
        chain => chain.GetAsync(new { query = new Dictionary<string, string> { ["mch_id"] = Merchant.Id, [name] = "1" } }),
        message: "not a valid XML name");

    [TestCase("attach", "A & B, total_fee=1, &Total_fee=1, &total_fee")]
    [TestCase("detail", """{"goods":[{"name":"A&B"}]}""")]
    [TestCase("notify_url", "https://shop.example/notify?a=1&b=2&prepay_id=3&package=4")]
    [TestCase("long_url", "weixin://wxpay/bizpayurl?sign=X&appid=wx1&mch_id=1900000109&product_id=1&time_stamp=1&nonce_str=N")]
    [TestCase("key", "1")]
    public async Task Post_OrdinaryText_IsSent(string name, string value)
    {
        var sent = await PostAsync(new Dictionary<string, string> { ["mch_id"] = Merchant.Id, [name] = value });

        Assert.That(sent.Field(name), Is.EqualTo(value));
        Assert.That(sent.IsSignedV2());
    }

    [Test]
    public async Task Post_AnAmountBehindALongUrl_IsRejected() => await AssertRejected(
        chain =>
            chain.PostAsync(new { xml = new { mch_id = Merchant.Id, long_url = "weixin://wxpay/bizpayurl?sign=X&appid=wx1&total_fee=1" } }),
        message: "'long_url'");
}

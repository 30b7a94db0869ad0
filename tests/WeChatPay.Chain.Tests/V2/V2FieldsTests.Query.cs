using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>A GET signs its query, whichever option contains it.</summary>
internal sealed partial class V2FieldsTests
{
    [Test]
    public async Task Get_FieldsInXml_AreTheSignedQuery([Values] Way way)
    {
        var sent = await GetAsync(
            new { xml = new { mch_id = Merchant.Id, plan_id = 12535, contract_display_account = "微信代扣", sign_type = "HMAC-SHA256" } }, way);

        Assert.That(
            sent.Target, Does.StartWith($"/papay/h5entrustweb?mch_id={Merchant.Id}&plan_id=12535&contract_display_account=%E5%BE%AE"));
        Assert.That(
            sent.Fields().Select(field => field.Key),
            Is.EqualTo(["mch_id", "plan_id", "contract_display_account", "sign_type", "nonce_str", "sign"]));
        Assert.That(sent.BodyBytes, Is.Empty);
        Assert.That(sent.Field("sign"), Has.Length.EqualTo(64));
        Assert.That(sent.IsSignedV2());
    }

    [Test]
    public async Task Get_FieldsInTheQuery_AreSignedToo([Values] Way way)
    {
        var sent = await GetAsync(
            new { nonceless = true, query = new { mch_id = Merchant.Id, notify_url = "https://weixin.qq.com/?a=1&b=2" } }, way);

        Assert.That(
            sent.Target,
            Does.StartWith($"/papay/h5entrustweb?mch_id={Merchant.Id}&notify_url=https%3A%2F%2Fweixin.qq.com%2F%3Fa%3D1%26b%3D2&sign="));
        Assert.That(sent.IsSignedV2());
    }

    [Test]
    public async Task Get_ASignatureInTheQuery_IsReplacedInItsPlace()
    {
        var sent = await GetAsync(new { nonceless = true, query = new { mch_id = Merchant.Id, sign = "OLD", version = "1.0" } });

        Assert.That(sent.Fields().Select(field => field.Key), Is.EqualTo(["mch_id", "sign", "version"]));
        Assert.That(sent.IsSignedV2());
    }

    [Test]
    public async Task Get_NullAndBooleansInTheQuery_AreSentAsInAnyQuery()
    {
        var sent = await GetAsync(
            new { nonceless = true, query = new { mch_id = Merchant.Id, e = "", n = (string?)null, t = true, f = false } });

        Assert.That(sent.Target, Does.StartWith($"/papay/h5entrustweb?mch_id={Merchant.Id}&e=&t=1&f=0&sign="));
        Assert.That(sent.IsSignedV2());
    }

    [TestCase("mch_id=1900000109&a=b+c&d=%E5%BE%AE")]
    [TestCase("?mch_id=1900000109&a=b%20c&d=微")]
    [TestCase("&mch_id=1900000109&&a=b c&d=微&")]
    public async Task Get_AReadyQuery_IsReadAndSigned(string ready)
    {
        var sent = await GetAsync(new { nonceless = true, query = ready });

        Assert.That(sent.Target, Does.StartWith("/papay/h5entrustweb?mch_id=1900000109&a=b%20c&d=%E5%BE%AE&sign="));
        Assert.That(sent.IsSignedV2());
    }

    [TestCase("mch_id=1900000108", "mch_id")]
    [TestCase("a=1", "mch_id")]
    [TestCase("mch_id=1900000109&a=1&a=2", "a")]
    public async Task Get_AReadyQueryThatCannotBeSigned_IsRejected(string ready, string named) => await AssertRejected(
        chain => chain.GetAsync(new { query = ready }), message: named);

    [Test]
    public async Task Get_XmlAndQueryTogether_AreRejected() => await AssertRejected(
        chain => chain.GetAsync(new { xml = new { mch_id = Merchant.Id }, query = new { a = 1 } }), "query", "signed together");

    [Test]
    public async Task Get_AQueryInTheChain_IsRejected() => await AssertRejected(
        chain => chain.Chain("y?mch_id=1900000109").GetAsync(new { xml = new { mch_id = Merchant.Id } }), "query", "signed as a whole");

    [Test]
    public async Task Post_AQueryBesideTheFields_IsSentUnsigned()
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await client.Chain("v2/x").PostAsync(new { xml = new { mch_id = Merchant.Id }, query = new { a = 1 } });

        Assert.That(platform.Request.Target, Is.EqualTo("/x?a=1"));
        Assert.That(platform.Request.IsSignedV2());
    }
}

using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Which responses a call returns, and which exceptions it throws for the others.</summary>
internal sealed partial class V2ResponseCheckTests
{
    [Test]
    public async Task Send_ASignedResponse_IsReturnedAsFields([Values("MD5", "HMAC-SHA256")] string type, [Values] Way way)
    {
        var fields = V2Message.Success(("total_fee", "101"), ("attach", "订单 <A&B> \"]]>\" 😀"), ("empty", "")).Signed(type);
        using var client = Client(fields.ToResponse());

        using var response = await way.PostAsync(client.Chain("v2/pay/orderquery"), Query);

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Xml, Is.EqualTo(fields));
        Assert.That((string)response.Data.attach, Is.EqualTo(fields["attach"]));
        Assert.That((string)response.Data.total_fee, Is.EqualTo("101"));
        Assert.That((object?)response.Data.missing, Is.Null);
        Assert.That(response.Body, Is.EqualTo(fields.ToXml()));
    }

    [Test]
    public async Task Get_ASignedResponse_IsReturnedAsFields([Values] Way way)
    {
        using var client = Client(
            V2Message.Success(("redirect_url", "https://payapp.weixin.qq.com/?a=1&b=2")).Signed("HMAC-SHA256").ToResponse());

        using var response = await way.GetAsync(client.Chain("v2/papay/other"), new { query = new { mch_id = Merchant.Id } });

        Assert.That(response.Xml["redirect_url"], Is.EqualTo("https://payapp.weixin.qq.com/?a=1&b=2"));
    }

    [Test]
    public async Task Send_ASignedResponseWithADeclarationAndWhiteSpace_IsReturned()
    {
        var fields = V2Message.Success(("cn", "中")).Signed();
        var xml = "\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n"
            + string.Concat(fields.Select(field => $"  <{field.Key}><![CDATA[{field.Value}]]></{field.Key}>\n"))
            + "</xml>\n";
        using var client = Client(V2Message.OfXml(xml));

        Assert.That((await client.Chain("v2/pay/orderquery").PostAsync(Query)).Xml, Is.EqualTo(fields));
    }

    [TestCaseSource(nameof(Tampered))]
    public async Task Send_ATamperedResponse_IsRejected(string xml, SignatureFailure reason, Way way)
    {
        using var client = Client(V2Message.OfXml(xml));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() =>
            way.PostAsync(client.Chain("v2/pay/orderquery"), Query)))!;

        Assert.That(failure.Reason, Is.EqualTo(reason));
        Assert.That(failure.OutcomeUnknown);
        Assert.That(failure.RequestId, Is.EqualTo("08F5A1B2C3D4E5F6-0"));
        Assert.That(failure.Message, Does.Contain("POST v2/pay/orderquery").And.Contain("query its result"));
        Assert.That(
            failure.ToString(), Does.Not.Contain(Signature[..16]).And.Not.Contain(Merchant.ApiV2Key).And.Not.Contain("secret-value"));
    }

    [Test]
    public async Task Send_ResponsesOfTwoMerchants_AreNotMixedUp()
    {
        const string OtherKey = "00000000000000000000000000000000";
        var fakeResponse = V2Message.Success().Signed(key: OtherKey).ToResponse();
        using var client = Client(fakeResponse);
        using var other = new FakePlatform(fakeResponse).CreateClient(options => options.ApiV2Key = OtherKey);

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v2/x").PostAsync(Query)))!.Message,
            Does.Contain("another merchant"));
        Assert.That(() => other.Chain("v2/x").PostAsync(Query), Throws.Nothing);
    }

    private static IEnumerable<TestCaseData> Tampered =>
        from way in new[] { Way.Async, Way.Sync }
        from tampered in new (string Name, string Xml, SignatureFailure Reason)[]
        {
            ("AlteredField", Xml(fields => fields["total_fee"] = "1"), SignatureFailure.Mismatch),
            (
                "AlteredFieldUnderHmac",
                V2Message.Success(("total_fee", "101")).Signed("HMAC-SHA256").ToXml().Replace("101", "102", StringComparison.Ordinal),
                SignatureFailure.Mismatch),
            ("AddedField", Xml(fields => fields["coupon_fee"] = "secret-value"), SignatureFailure.Mismatch),
            ("RemovedField", Xml(fields => fields.Remove("total_fee")), SignatureFailure.Mismatch),
            ("OtherResultCode", Xml(fields => fields["result_code"] = "FAIL"), SignatureFailure.Mismatch),
            ("LowerCaseSignature", Xml(fields => fields["sign"] = fields["sign"].ToLowerInvariant()), SignatureFailure.Mismatch),
            ("EmptySignature", Xml(fields => fields["sign"] = ""), SignatureFailure.Mismatch),
            ("NoSignature", Xml(fields => fields.Remove("sign")), SignatureFailure.HeadersMissing),
            (
                "SignatureUnderAnotherName",
                Xml(fields => (_, fields["Sign"]) = (fields.Remove("sign"), Signature)),
                SignatureFailure.HeadersMissing),
            ("OtherKey", V2Message.Success().Signed(key: Merchant.ApiV3Key).ToXml(), SignatureFailure.Mismatch),
            ("OtherKeyUnderHmac", V2Message.Success().Signed("HMAC-SHA256", Merchant.ApiV3Key).ToXml(), SignatureFailure.Mismatch),
            (
                "FieldTwice",
                Good.Replace("<total_fee>", "<total_fee>1</total_fee><total_fee>", StringComparison.Ordinal),
                SignatureFailure.Malformed),
            ("SignatureTwice", Good.Replace("</xml>", "<sign>X</sign></xml>", StringComparison.Ordinal), SignatureFailure.Malformed),
            (
                "ReturnCodeTwice",
                Good.Replace("</xml>", "<return_code>SUCCESS</return_code></xml>", StringComparison.Ordinal),
                SignatureFailure.Malformed),
            (
                "NestedField",
                Good.Replace("</xml>", "<a><b>secret-value</b></a></xml>", StringComparison.Ordinal),
                SignatureFailure.Malformed),
            ("NestedSignature", Good.Replace("<sign>", "<sign><a/>", StringComparison.Ordinal), SignatureFailure.Malformed),
            ("AttributesOfTheRoot", Good.Replace("<xml>", "<xml total_fee=\"1\">", StringComparison.Ordinal), SignatureFailure.Malformed),
            ("OtherRoot", Good.Replace("xml>", "root>", StringComparison.Ordinal), SignatureFailure.Malformed),
            ("NoFields", "<xml/>", SignatureFailure.HeadersMissing),
        }
        select new TestCaseData(tampered.Xml, tampered.Reason, way).SetArgDisplayNames(tampered.Name, $"{way}");

    private static object Query => new { xml = new { mch_id = Merchant.Id, out_trade_no = "1217752501201407033233368018" } };

    private static string Good => V2Message.Success(("total_fee", "101")).Signed().ToXml();

    private static string Signature => V2Message.Success(("total_fee", "101")).Signed()["sign"];

    private static string Xml(Action<Dictionary<string, string>> change)
    {
        var fields = V2Message.Success(("total_fee", "101")).Signed();
        change(fields);
        return fields.ToXml();
    }

    private static WeChatPayClient Client(FakeResponse fakeResponse) => new FakePlatform(fakeResponse).CreateClient();
}

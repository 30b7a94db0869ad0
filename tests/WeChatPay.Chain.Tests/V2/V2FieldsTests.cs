using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>What an APIv2 call sends: the caller's fields in the caller's order, a nonce, a signature.</summary>
internal sealed partial class V2FieldsTests
{
    [Test]
    public async Task Post_Fields_KeepTheirOrderAndEndWithNonceAndSignature([Values] Way way)
    {
        var sent = await PostAsync(new { mch_id = Merchant.Id, b = 1, a = "2", Z = 3 }, way);

        Assert.That(sent.Fields().Select(field => field.Key), Is.EqualTo(["mch_id", "b", "a", "Z", "nonce_str", "sign"]));
        Assert.That(sent.IsSignedV2());
    }

    [Test]
    public async Task Post_Fields_AreOneXmlElementEach()
    {
        var sent = await PostAsync(new { mch_id = Merchant.Id, nonce_str = "n1", total = 101L, body = "a<b" });

        Assert.That(sent.Body, Does.StartWith(
            $"<xml><mch_id>{Merchant.Id}</mch_id><nonce_str>n1</nonce_str><total>101</total><body><![CDATA[a<b]]></body><sign>"));
        Assert.That(sent.Headers["Content-Type"], Is.EqualTo("text/xml; charset=utf-8"));
        Assert.That(sent.Headers["Accept"], Does.Contain("text/xml"));
        Assert.That(sent.Headers, Does.Not.ContainKey("Authorization").And.Not.ContainKey("Wechatpay-Serial"));
    }

    [Test]
    public async Task Post_TheWaysToPassFields_SendTheSame([Values("anonymous", "dictionary", "pairs", "options")] string kind)
    {
        object fields = kind switch
        {
            "dictionary" => new Dictionary<string, object> { ["mch_id"] = Merchant.Id, ["b"] = "1" },
            "pairs" => new List<KeyValuePair<string, string>> { new("mch_id", Merchant.Id), new("b", "1") },
            _ => new { mch_id = Merchant.Id, b = "1" },
        };
        var platform = Platform();
        using var client = platform.CreateClient();

        object options = kind == "options" ? new RequestOptions { Xml = fields, Nonceless = true } : new { xml = fields, nonceless = true };
        await client.Chain("v2/x").PostAsync(options);

        Assert.That(platform.Request.Body, Does.StartWith($"<xml><mch_id>{Merchant.Id}</mch_id><b>1</b><sign>"));
    }

    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public async Task Send_AnotherVerb_SendsTheSameXml(string method)
    {
        var platform = Platform();
        using var client = platform.CreateClient();
        var options = new { xml = new { mch_id = Merchant.Id } };
        var chain = client.Chain("v2/x");

        await (method switch { "PUT" => chain.PutAsync(options), "PATCH" => chain.PatchAsync(options), _ => chain.DeleteAsync(options) });

        Assert.That(platform.Request.Method.Method, Is.EqualTo(method));
        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public async Task Post_NoNonce_GetsADifferentOneEachTime()
    {
        var platform = Platform();
        using var client = platform.CreateClient();
        await client.Chain("v2/x").PostAsync(new { xml = new { mch_id = Merchant.Id } });
        await client.Chain("v2/x").PostAsync(new { xml = new { mch_id = Merchant.Id } });

        var nonces = platform.Requests.Select(request => request.Field("nonce_str")).ToList();

        Assert.That(nonces, Is.Unique.And.All.Match("^[0-9A-Za-z]{32}$"));
    }

    [Test]
    public async Task Post_Nonceless_HasNoNonce()
    {
        var platform = Platform();
        using var client = platform.CreateClient();

        await client.Chain("v2/papay/querycontract")
            .PostAsync(new { nonceless = true, xml = new { mch_id = Merchant.Id, plan_id = "123" } });

        Assert.That(platform.Request.Fields().Select(field => field.Key), Is.EqualTo(["mch_id", "plan_id", "sign"]));
        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public async Task Post_AGivenNonce_KeepsItsPlace()
    {
        var sent = await PostAsync(new { nonce_str = "mine", mch_id = Merchant.Id });

        Assert.That(sent.Fields()[0], Is.EqualTo(KeyValuePair.Create("nonce_str", "mine")));
        Assert.That(sent.Fields(), Has.Count.EqualTo(3));
        Assert.That(sent.IsSignedV2());
    }

    [TestCase(null)]
    [TestCase("")]
    public async Task Post_APlaceholderForTheNonce_IsFilled(string? given)
    {
        var sent = await PostAsync(new { nonce_str = given, mch_id = Merchant.Id });

        Assert.That(sent.Fields().Select(field => field.Key), Is.EqualTo(["nonce_str", "mch_id", "sign"]));
        Assert.That(sent.Field("nonce_str"), Has.Length.EqualTo(32));
        Assert.That(sent.IsSignedV2());
    }

    [TestCase("OLD")]
    [TestCase("")]
    [TestCase(null)]
    public async Task Post_APlaceholderForTheSignature_IsFilled(string? given)
    {
        var sent = await PostAsync(new { mch_id = Merchant.Id, sign = given, z = 1 });

        Assert.That(sent.Fields().Select(field => field.Key), Is.EqualTo(["mch_id", "sign", "z", "nonce_str"]));
        Assert.That(sent.IsSignedV2());
    }

    [Test]
    public async Task Post_NullAndEmptyAndBooleans_AreSentAsPhpSendsThem()
    {
        var sent = await PostAsync(new { mch_id = Merchant.Id, n = (string?)null, e = "", t = true, f = false, d = 1.50m });

        Assert.That(sent.Body, Does.Contain("<n></n><e></e><t>1</t><f></f><d>1.50</d>"));
        Assert.That(sent.IsSignedV2());
    }

    [TestCase("王小王 理赔 😀")]
    [TestCase("<>&\"'")]
    [TestCase("]]>")]
    [TestCase("a]]]]><![CDATA[>b")]
    [TestCase("<![CDATA[x]]>")]
    [TestCase("{\"scene\":\"停车\",\"a\":[1]}")]
    [TestCase(" leading and trailing\t")]
    [TestCase("line\r\nline\rline\nline")]
    [TestCase("<a>\r\n]]>&\r\"")]
    [TestCase("%E4 + a=b&c")]
    public async Task Send_ATextThatXmlOrAQueryMustEscape_ArrivesAsItIsAndSigned(string text)
    {
        var posted = await PostAsync(new { mch_id = Merchant.Id, text });
        var got = await GetAsync(new { xml = new { mch_id = Merchant.Id, text } });

        Assert.That(posted.Field("text"), Is.EqualTo(text));
        Assert.That(got.Field("text"), Is.EqualTo(text));
        Assert.That(posted.IsSignedV2());
        Assert.That(got.IsSignedV2());
    }

    private static FakePlatform Platform() => new(V2Message.Success().Signed().ToResponse());

    private static async Task<ReceivedRequest> PostAsync(object fields, Way way = Way.Async)
    {
        var platform = Platform();
        using var client = platform.CreateClient();
        using var _ = await way.PostAsync(client.Chain("v2/pay/orderquery"), new { xml = fields });
        return platform.Request;
    }

    private static async Task<ReceivedRequest> GetAsync(object options, Way way = Way.Async)
    {
        var platform = Platform();
        using var client = platform.CreateClient();
        using var _ = await way.GetAsync(client.Chain("v2/papay/h5entrustweb"), options);
        return platform.Request;
    }
}

using System.Text.Json;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.V2;

/// <summary>Invalid APIv2 calls, which are rejected before anything is sent.</summary>
internal sealed partial class V2FieldsTests
{
    [TestCase("mch_id")]
    [TestCase("mchid")]
    [TestCase("combine_mch_id")]
    public async Task Post_TheClientsMerchant_IsSent(string name)
    {
        var sent = await PostAsync(new Dictionary<string, object> { [name] = Merchant.Id });

        Assert.That(sent.Field(name), Is.EqualTo(Merchant.Id));
    }

    [TestCase("mch_id")]
    [TestCase("mchid")]
    [TestCase("combine_mch_id")]
    public async Task Post_AnotherMerchant_IsRejected(string name) => await AssertRejected(
        chain => chain.PostAsync(new { xml = new Dictionary<string, object> { [name] = "1900000108" } }),
        name,
        $"this client belongs to merchant {Merchant.Id}");

    [TestCase("mch_id")]
    [TestCase("mchid")]
    [TestCase("combine_mch_id")]
    public async Task Get_AnotherMerchant_IsRejected(string name) => await AssertRejected(
        chain => chain.GetAsync(new { query = new Dictionary<string, object> { [name] = "1900000108" } }),
        name,
        $"this client belongs to merchant {Merchant.Id}");

    [Test]
    public async Task Post_TheMerchantAsANumber_IsTheSameMerchant() =>
        Assert.That((await PostAsync(new { mch_id = 1900000109L })).Field("mch_id"), Is.EqualTo(Merchant.Id));

    [Test]
    public async Task Post_TwoNamesForTheMerchant_TheFirstOfTheListCounts()
    {
        var sent = await PostAsync(new { mchid = "1900000108", mch_id = Merchant.Id });

        Assert.That(sent.IsSignedV2());
        await AssertRejected(chain => chain.PostAsync(new { xml = new { mchid = Merchant.Id, mch_id = "1900000108" } }), "mch_id");
    }

    [Test]
    public async Task Post_NullNextToTheMerchant_IsIgnored()
    {
        var sent = await PostAsync(new { mch_id = (string?)null, mchid = Merchant.Id });

        Assert.That(sent.IsSignedV2());
        await AssertRejected(chain => chain.PostAsync(new { xml = new { mch_id = (string?)null, mchid = "1900000108" } }), "mchid");
    }

    [Test]
    public async Task Post_NoMerchant_IsRejected() =>
        await AssertRejected(
            chain => chain.PostAsync(new { xml = new { out_trade_no = "1" } }), "mch_id", "does not contain the merchant number");

    [Test]
    public async Task Post_NullForTheMerchant_IsRejected() =>
        await AssertRejected(
            chain => chain.PostAsync(new { xml = new { mch_id = (string?)null } }), "mch_id", "does not contain the merchant number");

    [Test]
    public async Task Post_AnEmptyMerchant_IsLeftToThePlatform() => Assert.That((await PostAsync(new { mch_id = "" })).IsSignedV2());

    [Test]
    public async Task Post_NoFields_IsRejected() => await AssertRejected(chain => chain.PostAsync(), "xml", "'xml'");

    [Test]
    public async Task Get_NoFields_IsRejected() => await AssertRejected(chain => chain.GetAsync(), "query", "'query' or 'xml'");

    [Test]
    public async Task Post_OnlyFieldsInTheQuery_IsRejected() =>
        await AssertRejected(chain => chain.PostAsync(new { query = new { mch_id = Merchant.Id } }), "xml");

    [Test]
    public async Task Post_Json_IsRejected() =>
        await AssertRejected(chain => chain.PostAsync(new { json = new { a = 1 } }), "json", "APIv3");

    [Test]
    public async Task Post_XmlAndBody_AreRejected() =>
        await AssertRejected(chain => chain.PostAsync(new { xml = new { mch_id = Merchant.Id }, body = "x" }), "body", "Pass one of them");

    [Test]
    public async Task Post_XmlToApiV3_IsRejected() => await AssertRejected(
        chain => chain.PostAsync(new { xml = new { mch_id = Merchant.Id } }), "xml", "start with v2", path: "v3/x");

    [TestCaseSource(nameof(NestedValues))]
    public async Task Post_ANestedValue_IsRejected(object nested) => await AssertRejected(
        chain => chain.PostAsync(new { xml = new { mch_id = Merchant.Id, scene_info = nested } }), "xml", "'scene_info'");

    [TestCaseSource(nameof(NestedValues))]
    public async Task Get_ANestedValue_IsRejected(object nested) => await AssertRejected(
        chain => chain.GetAsync(new { query = new { mch_id = Merchant.Id, scene_info = nested } }), "query", "'scene_info'");

    [Test]
    public async Task Post_FieldsWithoutNames_AreRejected([Values("<xml><mch_id>1900000109</mch_id></xml>", 5)] object fields) =>
        await AssertRejected(
            chain => chain.PostAsync(new { xml = fields }), "xml", "no named fields");

    [Test]
    public async Task Post_AFieldTwice_IsRejected([Values("a", "sign", "nonce_str", "mch_id")] string name) => await AssertRejected(
        chain => chain.PostAsync(
            new { xml = new List<KeyValuePair<string, string>> { new("mch_id", Merchant.Id), new(name, "1"), new(name, "2") } }),
        "xml",
        $"'{name}' twice");

    [TestCase("1a")]
    [TestCase("a b")]
    [TestCase("a:b")]
    [TestCase("")]
    public async Task Post_AFieldWithAnInvalidName_IsRejected(string name) => await AssertRejected(
        chain => chain.PostAsync(new { xml = new Dictionary<string, string> { ["mch_id"] = Merchant.Id, [name] = "1" } }),
        message: "not a valid XML name");

    [Test]
    public async Task Post_ACharacterThatXmlCannotRepresent_IsRejected() => await AssertRejected(
        chain => chain.PostAsync(new { xml = new { mch_id = Merchant.Id, body = "a\u0008b" } }), message: "U+0008");

    [TestCase("md5")]
    [TestCase("SHA1")]
    [TestCase("hmac-sha256")]
    [TestCase("SHA256")]
    [TestCase(" MD5")]
    public async Task Send_AnUnknownSignType_IsRejected(string type)
    {
        await AssertRejected(chain => chain.PostAsync(new { xml = new { mch_id = Merchant.Id, sign_type = type } }), message: $"'{type}'");
        await AssertRejected(chain => chain.GetAsync(new { query = new { mch_id = Merchant.Id, sign_type = type } }), message: $"'{type}'");
    }

    [Test]
    public async Task Send_NoApiV2Key_IsRejected()
    {
        Action<WeChatPayClientOptions> keyless = options => options.ApiV2Key = null;

        await AssertRejected(
            chain => chain.PostAsync(new { xml = new { mch_id = Merchant.Id } }),
            "ApiV2Key",
            "Set WeChatPayClientOptions.ApiV2Key",
            keyless);
        await AssertRejected(chain => chain.GetAsync(new { query = new { mch_id = Merchant.Id } }), "ApiV2Key", configure: keyless);
        await AssertRejected(chain => chain.PostAsync(new { body = "<xml/>" }), "ApiV2Key", configure: keyless);
    }

    [Test]
    public async Task Send_AnInvalidCall_IsAlsoRejectedSynchronously()
    {
        await AssertRejected(chain => Task.FromResult(chain.Post(new { xml = new { mch_id = "1" } })), "mch_id");
        await AssertRejected(
            chain => Task.FromResult(chain.Get(new { query = new { mch_id = Merchant.Id, sign_type = "SHA1" } })), message: "'SHA1'");
    }

    private static IEnumerable<TestCaseData> NestedValues =>
    [
        new TestCaseData(new { id = 1 }).SetArgDisplayNames("AnonymousObject"),
        new TestCaseData(new Dictionary<string, string> { ["id"] = "1" }).SetArgDisplayNames("Dictionary"),
        new TestCaseData(new List<string> { "a", "b" }).SetArgDisplayNames("List"),
        new TestCaseData(Enumerable.Range(1, 2)).SetArgDisplayNames("Sequence"),
        new TestCaseData(new byte[] { 1 }).SetArgDisplayNames("Bytes"),
        new TestCaseData(JsonSerializer.SerializeToElement(new { id = 1 })).SetArgDisplayNames("Json"),
        new TestCaseData(new object()).SetArgDisplayNames("ObjectWithoutText"),
    ];

    private static async Task AssertRejected(
        Func<UrlChain, Task<WeChatPayResponse>> call,
        string? parameter = null,
        string message = "",
        Action<WeChatPayClientOptions>? configure = null,
        string path = "v2/x")
    {
        var platform = Platform();
        using var client = platform.CreateClient(configure);

        var failure = (await Assert.CatchAsync<ArgumentException>(() => call(client.Chain(path))))!;

        Assert.That(failure.Message, Does.Contain(message));
        Assert.That(failure.ParamName, Is.EqualTo(parameter ?? failure.ParamName));
        Assert.That(platform.Requests, Is.Empty);
    }
}

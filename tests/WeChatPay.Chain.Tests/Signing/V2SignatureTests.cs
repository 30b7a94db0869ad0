using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

internal sealed class V2SignatureTests
{
    // The platform's published example of an APIv2 signature, https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=4_3.
    private const string PublishedMerchant = "10000100";
    private const string PublishedKey = "192006250b4c09247ec02edce69f6a2d";
    private const string PublishedMd5 = "9A0A8659F005D6984697E2CA0A9CF3B7";
    private const string PublishedHmac = "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6";

    private static readonly object _published = new
    {
        device_info = "1000",
        body = "test",
        mch_id = PublishedMerchant,
        nonce_str = "ibuaiVcKdpRxkhJA",
        appid = "wxd930ea5d5a258f4f"
    };

    [Test]
    public async Task Send_ThePublishedFields_BearThePublishedSignature([Values] Way way)
    {
        var platform = new FakePlatform(V2Message.Success().Signed(key: PublishedKey).ToResponse());
        using var client = platform.CreateClient(options => (options.MerchantId, options.ApiV2Key) = (PublishedMerchant, PublishedKey));

        await way.PostAsync(client.Chain("v2/pay/unifiedorder"), new { xml = _published });
        await way.GetAsync(client.Chain("v2/pay/unifiedorder"), new { query = _published });

        Assert.That(platform.Requests.Select(request => request.Field("sign")), Has.All.EqualTo(PublishedMd5));
    }

    [TestCase("MD5", PublishedMd5)]
    [TestCase("HMAC-SHA256", PublishedHmac)]
    public void SignatureOf_ThePublishedFields_IsThePublishedOne(string type, string expected)
    {
        var fields = new Dictionary<string, string>
        {
            ["appid"] = "wxd930ea5d5a258f4f",
            ["mch_id"] = PublishedMerchant,
            ["device_info"] = "1000",
            ["body"] = "test",
            ["nonce_str"] = "ibuaiVcKdpRxkhJA",
        };

        // The signatures of the tests are compared with the same example.
        Assert.That(V2Message.SignatureOf(fields, type, PublishedKey), Is.EqualTo(expected));
        Assert.That(V2Signature.IsValid(new Dictionary<string, string>(fields) { ["sign"] = expected }, PublishedKey));
    }

    [TestCase(null, 32)]
    [TestCase("", 32)]
    [TestCase("MD5", 32)]
    [TestCase("HMAC-SHA256", 64)]
    public async Task Sign_SignType_ChoosesTheAlgorithm(string? type, int length)
    {
        var platform = new FakePlatform(V2Message.Success().Signed().ToResponse());
        using var client = platform.CreateClient();

        await client.Chain("v2/x").PostAsync(new { xml = new { mch_id = Merchant.Id, sign_type = type, 中文 = "值" } });

        Assert.That(platform.Request.Field("sign"), Has.Length.EqualTo(length).And.Match("^[0-9A-F]+$"));
        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public void Sign_Names_AreSortedByTheirBytes()
    {
        string[] names = ["a10", "Z", "a2", "_", "aB", "a_b", "a", "A", "a1"];
        var fields = names.Select((name, index) => KeyValuePair.Create(name, $"{index}")).ToList();

        var signed = V2Signature.Sign([.. fields], Merchant.ApiV2Key);

        Assert.That(signed[^1].Value, Is.EqualTo(V2Message.SignatureOf(fields, "MD5", Merchant.ApiV2Key)));
        Assert.That(signed.Take(names.Length).Select(field => field.Key), Is.EqualTo(names));
    }

    [TestCase("MD5")]
    [TestCase("HMAC-SHA256")]
    public void Verifies_WhatThePlatformSigned_Holds(string type) => Assert.That(V2Signature.IsValid(Signed(type), Merchant.ApiV2Key));

    [Test]
    public void Verifies_AnythingChanged_DoesNotHold(
        [Values("MD5", "HMAC-SHA256")] string type, [ValueSource(nameof(Changes))] Action<Dictionary<string, string>> change)
    {
        var fields = Signed(type);

        change(fields);

        Assert.That(V2Signature.IsValid(fields, Merchant.ApiV2Key), Is.False);
    }

    [TestCase("MD5")]
    [TestCase("HMAC-SHA256")]
    public void Verifies_AnotherKey_DoesNotHold(string type) =>
        Assert.That(V2Signature.IsValid(Signed(type), Merchant.ApiV3Key), Is.False);

    [Test]
    public void Verifies_ASignatureThatIsMissing_DoesNotHold() =>
        Assert.That(V2Signature.IsValid(V2Message.Success(), Merchant.ApiV2Key), Is.False);

    private static IEnumerable<Action<Dictionary<string, string>>> Changes =>
    [
        fields => fields["total_fee"] = "102",
        fields => fields["total_fee"] = "",
        fields => fields.Remove("total_fee"),
        fields => fields["coupon_fee"] = "1",
        fields => fields["Total_fee"] = "101",
        fields => (fields["return_msg"], fields["nonce_str"]) = (fields["nonce_str"], fields["return_msg"]),
        fields => fields["return_msg"] = "OK&total_fee=101",
        fields => fields["sign"] = "",
        fields => fields["sign"] = fields["sign"].ToLowerInvariant(),
        fields => fields["sign"] = fields["sign"][..^1],
        fields => fields["sign"] += "0",
        fields => fields["sign"] = " " + fields["sign"],
        fields => fields["sign"] = new string('0', fields["sign"].Length),
        fields => fields["sign"] = fields["sign"].Length == 32 ? fields["sign"] + fields["sign"] : fields["sign"][..32],
    ];

    private static Dictionary<string, string> Signed(string type) => V2Message.Success(("total_fee", "101"), ("cn", "中文")).Signed(type);
}

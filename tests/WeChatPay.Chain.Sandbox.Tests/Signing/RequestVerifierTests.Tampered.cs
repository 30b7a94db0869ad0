using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed partial class RequestVerifierTests
{
    private const string Target = "/v3/pay/transactions/out-trade-no/A1?mchid=1&sub_mchid=2";
    private const string Body = """{"amount":{"total":100},"payer":{"openid":"o-Secret_01"}}""";

    [TestCase("POST", Target, Body, ExpectedResult = 404, TestName = "Refuse_NothingTampered_IsAccepted")]
    [TestCase("PUT", Target, Body, ExpectedResult = 401, TestName = "Refuse_AnotherMethod_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/A2?mchid=1&sub_mchid=2", Body, ExpectedResult = 401, TestName = "Refuse_AnotherPath_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/a1?mchid=1&sub_mchid=2", Body, ExpectedResult = 401, TestName = "Refuse_AnotherCaseInThePath_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/%411?mchid=1&sub_mchid=2", Body, ExpectedResult = 401, TestName = "Refuse_TheSamePathOtherwiseEncoded_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/A1/?mchid=1&sub_mchid=2", Body, ExpectedResult = 401, TestName = "Refuse_ATrailingSlash_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/A1", Body, ExpectedResult = 401, TestName = "Refuse_NoQuery_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/A1?sub_mchid=2&mchid=1", Body, ExpectedResult = 401, TestName = "Refuse_TheQueryInAnotherOrder_IsRefused")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/A1?mchid=1&sub_mchid=3", Body, ExpectedResult = 401, TestName = "Refuse_AnotherValueInTheQuery_IsRefused")]
    [TestCase("POST", Target, """{"amount":{"total":1},"payer":{"openid":"o-Secret_01"}}""", ExpectedResult = 401, TestName = "Refuse_AnotherAmount_IsRefused")]
    [TestCase("POST", Target, Body + " ", ExpectedResult = 401, TestName = "Refuse_ASpaceAfterTheBody_IsRefused")]
    [TestCase("POST", Target, Body + "\n", ExpectedResult = 401, TestName = "Refuse_ALineFeedAfterTheBody_IsRefused")]
    [TestCase("POST", Target, "\uFEFF" + Body, ExpectedResult = 401, TestName = "Refuse_AByteOrderMarkBeforeTheBody_IsRefused")]
    [TestCase("POST", Target, "", ExpectedResult = 401, TestName = "Refuse_NoBody_IsRefused")]
    public async Task<int> Refuse_OtherThanSigned(string method, string target, string body)
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Post, Target, Body)}";

        var response = await Merchant.SendAsync(Merchant.CreateRequest(new HttpMethod(method), target, body, authorization));

        if (response.Status == 401)
        {
            AssertSignError(response, "signature");
        }
        return response.Status;
    }

    [TestCaseSource(nameof(TamperedFields))]
    public async Task Refuse_ATamperedField_NamesIt(Func<BareMerchant, Authorization, string> tamper, string field)
    {
        var header = tamper(Merchant, Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization));

        AssertSignError(await SendAsync(header), field);
    }

    [Test]
    public async Task Refuse_NoAuthorization_IsRefused() => AssertSignError(await SendAsync((string?)null), "authorization");

    [Test]
    public async Task Refuse_TwoAuthorizations_IsRefused()
    {
        using var request = Signed();
        request.Headers.TryAddWithoutValidation("Authorization", $"{Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization)}");

        AssertSignError(await Merchant.SendAsync(request), "authorization");
    }

    [Test]
    public async Task Refuse_SignedWithAnotherKey_IsRefused()
    {
        using var other = RSA.Create(2048);
        var thief = Sandbox.CreateClientOptions();
        thief.MerchantPrivateKey = other;

        var response = await SendAsync($"{Authorization.Sign(thief, "GET", Calls.QueryAuthorization, Merchant.Now, [])}");

        AssertSignError(response, "signature");
    }

    private static IEnumerable<TestCaseData> TamperedFields()
    {
        static TestCaseData Case(string name, string field, Func<BareMerchant, Authorization, string> tamper) =>
            new TestCaseData(tamper, field) { TestName = $"Refuse_{name}_IsRefused" };
        static TestCaseData With(string name, string field, Func<Authorization, Authorization> tamper) => Case(name, field, (_, signed) => $"{tamper(signed)}");

        yield return With("AnUnknownMerchant", "mchid", signed => signed with { MerchantId = "1900000001" });
        yield return With("AnEmptyMerchant", "authorization", signed => signed with { MerchantId = "" });
        yield return With("AnUnknownSerial", "serial_no", signed => signed with { Serial = new string('A', 40) });
        yield return Case("ThePlatformsSerial", "serial_no", (merchant, signed) => $"{signed with { Serial = merchant.Options.PlatformKeys.First().Key }}");
        yield return Case("AnotherTimestamp", "signature", (merchant, signed) => $"{signed with { Timestamp = $"{merchant.Now - 1}" }}");
        yield return With("ATimestampInMilliseconds", "timestamp", signed => signed with { Timestamp = signed.Timestamp + "000" });
        yield return With("ATimestampThatIsNoNumber", "timestamp", signed => signed with { Timestamp = "now" });
        yield return With("ATimestampWithASign", "timestamp", signed => signed with { Timestamp = "+" + signed.Timestamp });
        yield return With("ATimestampBeyondAnyClock", "timestamp", signed => signed with { Timestamp = "99999999999999999999" });
        yield return With("AnotherNonce", "signature", signed => signed with { Nonce = signed.Nonce.ToLowerInvariant() });
        yield return With("AnotherSignature", "signature", signed => signed with { Signature = Convert.ToBase64String(RandomNumberGenerator.GetBytes(256)) });
        yield return With("ASignatureTooShort", "signature", signed => signed with { Signature = "c2lnbmVk" });
        yield return With("ASignatureThatIsNoBase64", "signature", signed => signed with { Signature = "%%%" });
        yield return With("AProbe", "signature", signed => signed with { Signature = "WECHATPAY/SIGNTEST/" + signed.Signature });
        yield return With("AnEmptySignature", "authorization", signed => signed with { Signature = "" });
        yield return With("AnotherScheme", "authorization", signed => signed with { Scheme = "WECHATPAY2-SM2-WITH-SM3" });
        yield return With("TheSchemeInLowerCase", "authorization", signed => signed with { Scheme = "wechatpay2-sha256-rsa2048" });
        yield return With("ABearer", "authorization", signed => signed with { Scheme = "Bearer" });
        foreach (var name in (string[])["mchid", "serial_no", "timestamp", "nonce_str", "signature"])
        {
            yield return Case($"Without_{name}", "authorization", (_, signed) => $"{signed}".Replace($"{name}=", "other=", StringComparison.Ordinal));
            yield return Case($"Twice_{name}", "authorization", (_, signed) => $"{signed},{name}=\"{Field(signed, name)}\"");
            yield return Case($"TwiceAndDifferent_{name}", "authorization", (_, signed) => $"{signed},{name}=\"7\"");
        }
        yield return Case("AFieldTooMany", "authorization", (_, signed) => $"{signed},appid=\"wx0123456789abcdef\"");
        yield return Case("NoQuotes", "authorization", (_, signed) => $"{signed}".Replace("\"", "", StringComparison.Ordinal));
        yield return Case("SpacesAfterTheCommas", "authorization", (_, signed) => $"{signed}".Replace(",", ", ", StringComparison.Ordinal));
        yield return Case("RubbishAfterTheFields", "authorization", (_, signed) => $"{signed};");
        yield return Case("OnlyTheScheme", "authorization", (_, signed) => signed.Scheme);
    }

    private static string Field(Authorization signed, string name) => name switch
    {
        "mchid" => signed.MerchantId,
        "serial_no" => signed.Serial,
        "timestamp" => signed.Timestamp,
        "nonce_str" => signed.Nonce,
        _ => signed.Signature,
    };
}

using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed partial class RequestVerifierTests
{
    private const string Target = "/v3/pay/transactions/out-trade-no/A1?mchid=1&sub_mchid=2";
    private const string Body = """{"amount":{"total":100},"payer":{"openid":"o-Secret_01"}}""";

    [TestCase("POST", Target, Body, ExpectedResult = 404, TestName = "Verify_NothingTampered_IsAccepted")]
    [TestCase("PUT", Target, Body, ExpectedResult = 401, TestName = "Verify_OtherMethod_IsRejected")]
    [TestCase(
        "POST",
        "/v3/pay/transactions/out-trade-no/A2?mchid=1&sub_mchid=2",
        Body,
        ExpectedResult = 401,
        TestName = "Verify_OtherPath_IsRejected")]
    [TestCase(
        "POST",
        "/v3/pay/transactions/out-trade-no/a1?mchid=1&sub_mchid=2",
        Body,
        ExpectedResult = 401,
        TestName = "Verify_OtherCaseInPath_IsRejected")]
    [TestCase(
        "POST",
        "/v3/pay/transactions/out-trade-no/%411?mchid=1&sub_mchid=2",
        Body,
        ExpectedResult = 401,
        TestName = "Verify_SamePathEncodedDifferently_IsRejected")]
    [TestCase(
        "POST",
        "/v3/pay/transactions/out-trade-no/A1/?mchid=1&sub_mchid=2",
        Body,
        ExpectedResult = 401,
        TestName = "Verify_TrailingSlashAdded_IsRejected")]
    [TestCase("POST", "/v3/pay/transactions/out-trade-no/A1", Body, ExpectedResult = 401, TestName = "Verify_QueryRemoved_IsRejected")]
    [TestCase(
        "POST",
        "/v3/pay/transactions/out-trade-no/A1?sub_mchid=2&mchid=1",
        Body,
        ExpectedResult = 401,
        TestName = "Verify_QueryInOtherOrder_IsRejected")]
    [TestCase(
        "POST",
        "/v3/pay/transactions/out-trade-no/A1?mchid=1&sub_mchid=3",
        Body,
        ExpectedResult = 401,
        TestName = "Verify_OtherQueryValue_IsRejected")]
    [TestCase(
        "POST",
        Target,
        """{"amount":{"total":1},"payer":{"openid":"o-Secret_01"}}""",
        ExpectedResult = 401,
        TestName = "Verify_OtherAmount_IsRejected")]
    [TestCase("POST", Target, Body + " ", ExpectedResult = 401, TestName = "Verify_SpaceAfterBody_IsRejected")]
    [TestCase("POST", Target, Body + "\n", ExpectedResult = 401, TestName = "Verify_LineFeedAfterBody_IsRejected")]
    [TestCase("POST", Target, "\uFEFF" + Body, ExpectedResult = 401, TestName = "Verify_ByteOrderMarkBeforeBody_IsRejected")]
    [TestCase("POST", Target, "", ExpectedResult = 401, TestName = "Verify_BodyRemoved_IsRejected")]
    public async Task<int> Verify_OtherThanSigned_IsRejected(string method, string target, string body)
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Post, Target, Body)}";

        var response = await Merchant.SendAsync(Merchant.CreateRequest(new HttpMethod(method), target, body, authorization));

        if (response.StatusCode == 401)
        {
            AssertSignError(response, "signature");
        }
        return response.StatusCode;
    }

    [TestCaseSource(nameof(TamperedFields))]
    public async Task Verify_TamperedField_ErrorNamesIt(Func<BareMerchant, Authorization, string> tamper, string field)
    {
        var header = tamper(Merchant, Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization));

        AssertSignError(await SendAsync(header), field);
    }

    [Test]
    public async Task Verify_AuthorizationMissing_IsRejected() => AssertSignError(await SendAsync((string?)null), "authorization");

    [Test]
    public async Task Verify_TwoAuthorizations_IsRejected()
    {
        using var request = Signed();
        request.Headers.TryAddWithoutValidation("Authorization", $"{Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization)}");

        AssertSignError(await Merchant.SendAsync(request), "authorization");
    }

    [Test]
    public async Task Verify_SignedWithOtherKey_IsRejected()
    {
        using var other = RSA.Create(2048);
        var otherOptions = Sandbox.CreateClientOptions();
        otherOptions.MerchantPrivateKey = other;

        var response = await SendAsync($"{Authorization.Sign(otherOptions, "GET", SampleCalls.QueryAuthorization, Merchant.Now, [])}");

        AssertSignError(response, "signature");
    }

    private static IEnumerable<TestCaseData> TamperedFields()
    {
        static TestCaseData Case(string name, string field, Func<BareMerchant, Authorization, string> tamper) =>
            new TestCaseData(tamper, field) { TestName = $"Verify_{name}_IsRejected" };
        static TestCaseData CaseWith(string name, string field, Func<Authorization, Authorization> tamper) =>
            Case(name, field, (_, signed) => $"{tamper(signed)}");

        yield return CaseWith("UnknownMerchant", "mchid", signed => signed with { MerchantId = "1900000001" });
        yield return CaseWith("EmptyMerchant", "authorization", signed => signed with { MerchantId = "" });
        yield return CaseWith("UnknownSerial", "serial_no", signed => signed with { Serial = new string('A', 40) });
        yield return Case(
            "SerialOfPlatform", "serial_no", (merchant, signed) => $"{signed with { Serial = merchant.Options.PlatformKeys.First().Key }}");
        yield return Case("OtherTimestamp", "signature", (merchant, signed) => $"{signed with { Timestamp = $"{merchant.Now - 1}" }}");
        yield return CaseWith("TimestampInMilliseconds", "timestamp", signed => signed with { Timestamp = signed.Timestamp + "000" });
        yield return CaseWith("TimestampNotNumber", "timestamp", signed => signed with { Timestamp = "now" });
        yield return CaseWith("TimestampWithSign", "timestamp", signed => signed with { Timestamp = "+" + signed.Timestamp });
        yield return CaseWith("TimestampOutOfRange", "timestamp", signed => signed with { Timestamp = "99999999999999999999" });
        yield return CaseWith("OtherNonce", "signature", signed => signed with { Nonce = signed.Nonce.ToLowerInvariant() });
        yield return CaseWith("OtherSignature", "signature", signed =>
            signed with { Signature = Convert.ToBase64String(RandomNumberGenerator.GetBytes(256)) });
        yield return CaseWith("SignatureTooShort", "signature", signed => signed with { Signature = "c2lnbmVk" });
        yield return CaseWith("SignatureNotBase64", "signature", signed => signed with { Signature = "%%%" });
        yield return CaseWith("Probe", "signature", signed => signed with { Signature = "WECHATPAY/SIGNTEST/" + signed.Signature });
        yield return CaseWith("EmptySignature", "authorization", signed => signed with { Signature = "" });
        yield return CaseWith("OtherScheme", "authorization", signed => signed with { Scheme = "WECHATPAY2-SM2-WITH-SM3" });
        yield return CaseWith("SchemeInLowerCase", "authorization", signed => signed with { Scheme = "wechatpay2-sha256-rsa2048" });
        yield return CaseWith("BearerScheme", "authorization", signed => signed with { Scheme = "Bearer" });
        foreach (var name in (string[])["mchid", "serial_no", "timestamp", "nonce_str", "signature"])
        {
            yield return Case($"FieldMissing_{name}", "authorization", (_, signed) =>
                $"{signed}".Replace($"{name}=", "other=", StringComparison.Ordinal));
            yield return Case($"FieldTwice_{name}", "authorization", (_, signed) => $"{signed},{name}=\"{Field(signed, name)}\"");
            yield return Case($"FieldTwiceWithDifferentValues_{name}", "authorization", (_, signed) => $"{signed},{name}=\"7\"");
        }
        yield return Case("FieldAdded", "authorization", (_, signed) => $"{signed},appid=\"wx0123456789abcdef\"");
        yield return Case("QuotesMissing", "authorization", (_, signed) => $"{signed}".Replace("\"", "", StringComparison.Ordinal));
        yield return Case("SpacesAfterCommas", "authorization", (_, signed) => $"{signed}".Replace(",", ", ", StringComparison.Ordinal));
        yield return Case("TextAfterFields", "authorization", (_, signed) => $"{signed};");
        yield return Case("SchemeOnly", "authorization", (_, signed) => signed.Scheme);
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

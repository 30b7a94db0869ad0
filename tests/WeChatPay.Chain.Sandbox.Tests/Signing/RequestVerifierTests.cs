using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed partial class RequestVerifierTests : OneSandboxTests
{
    [TestCase("GET", SampleCalls.QueryAuthorization, "")]
    [TestCase("POST", SampleCalls.Permissions, SampleCalls.PermissionsBody)]
    [TestCase("PUT", "/v3/marketing/busifavor/callbacks", """{"notify_url":"https://example.com/通知"}""")]
    [TestCase("PATCH", "/v3/marketing/busifavor/stocks/1", "{}")]
    [TestCase("DELETE", "/v3/recommendation/items/1", "")]
    [TestCase("DELETE", "/v3/recommendation/items/1", """{"reason":"x"}""")]
    public async Task Verify_CorrectlySigned_IsAccepted(string method, string target, string body)
    {
        var response = await Merchant.SendAsync(HttpMethod.Parse(method), target, body);

        Assert.That(response.StatusCode, Is.AnyOf(200, 404));
    }

    [Test]
    public async Task Verify_FieldsInOtherOrder_IsAccepted()
    {
        var signed = Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization);
        var header = $"{signed.Scheme} signature=\"{signed.Signature}\",nonce_str=\"{signed.Nonce}\",timestamp=\"{signed.Timestamp}\","
            + $"serial_no=\"{signed.Serial}\",mchid=\"{signed.MerchantId}\"";

        var response = await SendAsync(header);

        Assert.That(response.StatusCode, Is.EqualTo(200));
    }

    [TestCase(0)]
    [TestCase(300)]
    [TestCase(-300)]
    public async Task Verify_WithinFiveMinutes_IsAccepted(int secondsOld)
    {
        var response = await SendAsync(
            $"{Authorization.Sign(Merchant.Options, "GET", SampleCalls.QueryAuthorization, Merchant.Now - secondsOld, [])}");

        Assert.That(response.StatusCode, Is.EqualTo(200));
    }

    [TestCase(301)]
    [TestCase(-301)]
    [TestCase(86400)]
    public async Task Verify_OutsideFiveMinutes_RejectsTimestamp(int secondsOld)
    {
        var response = await SendAsync(
            $"{Authorization.Sign(Merchant.Options, "GET", SampleCalls.QueryAuthorization, Merchant.Now - secondsOld, [])}");

        AssertSignError(response, "timestamp");
    }

    [Test]
    public async Task Verify_SameSignatureAgain_IsAccepted()
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization)}";

        var responses = new[] { await SendAsync(authorization), await SendAsync(authorization) };

        Assert.That(responses.Select(response => response.StatusCode), Is.All.EqualTo(200));
    }

    [TestCase("Accept")]
    [TestCase("User-Agent")]
    public async Task Verify_RequiredHeaderMissing_ReturnsParameterError(string name)
    {
        using var request = Signed();
        request.Headers.Remove(name);

        var response = await Merchant.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(400));
        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo(name));
        Assert.That(response.Detail.GetProperty("location").GetString(), Is.EqualTo("header"));
    }

    [TestCase("Accept")]
    [TestCase("User-Agent")]
    public async Task Verify_RequiredHeaderEmpty_ReturnsParameterError(string name)
    {
        using var request = Signed();
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, "");

        var response = await Merchant.SendAsync(request);

        Assert.That(response.Code, Is.EqualTo("PARAM_ERROR"));
    }

    [Test]
    public async Task Verify_BodiesThatDifferInInvalidUtf8_AreDistinguished()
    {
        byte[] signed = [.. "{\"openid\":\"a"u8, 0xEF, 0xBF, 0xBD, .. "\"}"u8];
        byte[] sent = [.. "{\"openid\":\"a"u8, 0xFF, .. "\"}"u8];

        var right = await SendAsync(signed, signed);
        var tampered = await SendAsync(signed, sent);

        Assert.That(right.StatusCode, Is.EqualTo(200));
        AssertSignError(tampered, "signature");
    }

    private static void AssertSignError(BareResponse response, string field)
    {
        Assert.That(response.StatusCode, Is.EqualTo(401));
        Assert.That(response.Code, Is.EqualTo("SIGN_ERROR"));
        Assert.That(response.Json.GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That(response.Detail.GetProperty("field").GetString(), Is.EqualTo(field));
        Assert.That(response.Detail.GetProperty("location").GetString(), Is.EqualTo("authorization"));
        Assert.That(response.Detail.GetProperty("issue").GetString(), Is.Not.Empty);
        Assert.That(response.Detail.TryGetProperty("sign_information", out _), Is.EqualTo(field == "signature"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    private HttpRequestMessage Signed() =>
        Merchant.CreateRequest(
            HttpMethod.Get, SampleCalls.QueryAuthorization, "", $"{Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization)}");

    private Task<BareResponse> SendAsync(string? authorization) =>
        Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, SampleCalls.QueryAuthorization, "", authorization));

    private Task<BareResponse> SendAsync(byte[] signed, byte[] sent)
    {
        var authorization = Authorization.Sign(Merchant.Options, "POST", SampleCalls.Preauthorize, Merchant.Now, signed);
        var request = Merchant.CreateRequest(HttpMethod.Post, SampleCalls.Preauthorize, "", $"{authorization}");
        request.Content = new ByteArrayContent(sent);
        return Merchant.SendAsync(request);
    }
}

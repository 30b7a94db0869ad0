using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests;

public sealed partial class RequestVerifierTests : OneSandboxTests
{
    [TestCase("GET", Calls.QueryAuthorization, "")]
    [TestCase("POST", Calls.Permissions, Calls.PermissionsBody)]
    [TestCase("PUT", "/v3/marketing/busifavor/callbacks", """{"notify_url":"https://example.com/通知"}""")]
    [TestCase("PATCH", "/v3/marketing/busifavor/stocks/1", "{}")]
    [TestCase("DELETE", "/v3/recommendation/items/1", "")]
    [TestCase("DELETE", "/v3/recommendation/items/1", """{"reason":"x"}""")]
    public async Task Refuse_AnyMethodAndBodySignedRight_IsAccepted(string method, string target, string body)
    {
        var answer = await Merchant.SendAsync(HttpMethod.Parse(method), target, body);

        Assert.That(answer.Status, Is.AnyOf(200, 404));
    }

    [Test]
    public async Task Refuse_TheFiveFieldsInAnotherOrder_IsAccepted()
    {
        var signed = Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization);
        var header = $"{signed.Scheme} signature=\"{signed.Signature}\",nonce_str=\"{signed.Nonce}\",timestamp=\"{signed.Timestamp}\",serial_no=\"{signed.Serial}\",mchid=\"{signed.MerchantId}\"";

        var answer = await SendAsync(header);

        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [TestCase(0)]
    [TestCase(300)]
    [TestCase(-300)]
    public async Task Refuse_WithinFiveMinutes_IsAccepted(int secondsOld)
    {
        var answer = await SendAsync($"{Authorization.Sign(Merchant.Options, "GET", Calls.QueryAuthorization, Merchant.Now - secondsOld, [])}");

        Assert.That(answer.Status, Is.EqualTo(200));
    }

    [TestCase(301)]
    [TestCase(-301)]
    [TestCase(86400)]
    public async Task Refuse_OutsideFiveMinutes_IsRefusedForItsTimestamp(int secondsOld)
    {
        var answer = await SendAsync($"{Authorization.Sign(Merchant.Options, "GET", Calls.QueryAuthorization, Merchant.Now - secondsOld, [])}");

        AssertSignError(answer, "timestamp");
    }

    [Test]
    public async Task Refuse_TheSameSignatureAgain_IsAccepted()
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization)}";

        var answers = new[] { await SendAsync(authorization), await SendAsync(authorization) };

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
    }

    [TestCase("Accept")]
    [TestCase("User-Agent")]
    public async Task Refuse_WithoutAHeaderThatThePlatformRequires_IsAParameterError(string name)
    {
        using var request = Signed();
        request.Headers.Remove(name);

        var answer = await Merchant.SendAsync(request);

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Code, Is.EqualTo("PARAM_ERROR"));
        Assert.That(answer.Detail.GetProperty("field").GetString(), Is.EqualTo(name));
        Assert.That(answer.Detail.GetProperty("location").GetString(), Is.EqualTo("header"));
    }

    [TestCase("Accept")]
    [TestCase("User-Agent")]
    public async Task Refuse_WithSuchAHeaderEmpty_IsAParameterError(string name)
    {
        using var request = Signed();
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, "");

        var answer = await Merchant.SendAsync(request);

        Assert.That(answer.Code, Is.EqualTo("PARAM_ERROR"));
    }

    [Test]
    public async Task Refuse_BodiesThatDifferOnlyInBytesThatAreNoText_TellsThemApart()
    {
        byte[] signed = [.. "{\"openid\":\"a"u8, 0xEF, 0xBF, 0xBD, .. "\"}"u8];
        byte[] sent = [.. "{\"openid\":\"a"u8, 0xFF, .. "\"}"u8];

        var right = await SendAsync(signed, signed);
        var tampered = await SendAsync(signed, sent);

        Assert.That(right.Status, Is.EqualTo(200));
        AssertSignError(tampered, "signature");
    }

    private static void AssertSignError(BareAnswer answer, string field)
    {
        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.Code, Is.EqualTo("SIGN_ERROR"));
        Assert.That(answer.Json.GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That(answer.Detail.GetProperty("field").GetString(), Is.EqualTo(field));
        Assert.That(answer.Detail.GetProperty("location").GetString(), Is.EqualTo("authorization"));
        Assert.That(answer.Detail.GetProperty("issue").GetString(), Is.Not.Empty);
        Assert.That(answer.Detail.TryGetProperty("sign_information", out _), Is.EqualTo(field == "signature"));
        Assert.That(answer.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    private HttpRequestMessage Signed() =>
        Merchant.CreateRequest(HttpMethod.Get, Calls.QueryAuthorization, "", $"{Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization)}");

    private Task<BareAnswer> SendAsync(string? authorization) =>
        Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, Calls.QueryAuthorization, "", authorization));

    private Task<BareAnswer> SendAsync(byte[] signed, byte[] sent)
    {
        var authorization = Authorization.Sign(Merchant.Options, "POST", Calls.Preauthorize, Merchant.Now, signed);
        var request = Merchant.CreateRequest(HttpMethod.Post, Calls.Preauthorize, "", $"{authorization}");
        request.Content = new ByteArrayContent(sent);
        return Merchant.SendAsync(request);
    }
}

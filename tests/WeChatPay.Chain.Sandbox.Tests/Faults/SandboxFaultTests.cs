using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Faults;

public sealed partial class SandboxFaultTests : OneSandboxTests
{
    [Test]
    public async Task ProbeSignature_Injected_ChangesSignatureOnly()
    {
        var response = await GetWithFaultAsync("v3/probe", SandboxFault.ProbeSignature);

        Assert.That(response.Headers["Wechatpay-Signature"], Does.StartWith("WECHATPAY/SIGNTEST/"));
        Assert.That(() => Convert.FromBase64String(response.Headers["Wechatpay-Signature"]), Throws.TypeOf<FormatException>());
        AssertOtherwiseValid(response, "Wechatpay-Signature");
    }

    [Test]
    public async Task MalformedSignature_Injected_IsNotBase64()
    {
        var response = await GetWithFaultAsync("v3/malformed", SandboxFault.MalformedSignature);

        Assert.That(() => Convert.FromBase64String(response.Headers["Wechatpay-Signature"]), Throws.TypeOf<FormatException>());
        AssertOtherwiseValid(response, "Wechatpay-Signature");
    }

    [Test]
    public async Task UnknownSerial_Injected_IsUnknownToMerchant()
    {
        var response = await GetWithFaultAsync("v3/serial", SandboxFault.UnknownSerial);

        Assert.That(Merchant.Options.PlatformKeys.Select(pair => pair.Key), Has.No.Member(response.Headers["Wechatpay-Serial"]));
        AssertOtherwiseValid(response, "Wechatpay-Serial");
    }

    [TestCase("Wechatpay-Timestamp")]
    [TestCase("Wechatpay-Nonce")]
    [TestCase("Wechatpay-Serial")]
    [TestCase("wechatpay-signature")]
    [TestCase("Wechatpay-Signature-Type")]
    public async Task MissingHeader_Injected_RemovesThatHeaderOnly(string name)
    {
        var response = await GetWithFaultAsync($"v3/missing/{name}", SandboxFault.MissingHeader(name));

        Assert.That(response.Headers.Keys, Has.None.EqualTo(name).IgnoreCase);
        AssertOtherwiseValid(response, name);
    }

    [Test]
    public void MissingHeader_OtherName_Throws() =>
        Assert.That(() => SandboxFault.MissingHeader("Content-Type"), Throws.ArgumentException.With.Message.Contains("Wechatpay-Nonce"));

    [Test]
    public async Task NoSignature_Injected_KeepsRequestIdOnly()
    {
        var response = await GetWithFaultAsync("v3/unsigned", SandboxFault.NoSignature);

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
        Assert.That(response.Headers["Request-ID"], Is.Not.Empty);
    }

    [Test]
    public async Task TamperedBody_Injected_IsReadableButNotVerified()
    {
        var response = await GetWithFaultAsync("v3/tampered", SandboxFault.TamperedBody);

        Assert.That(response.Json.GetProperty("state").GetString(), Is.EqualTo("ok"));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.False);
        Assert.That((response with { BodyBytes = response.BodyBytes[..^1] }).IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task TamperedBody_EmptyResponse_AddsBody()
    {
        var response = await GetWithFaultAsync("v3/tampered-empty", SandboxFault.TamperedBody, SandboxResponse.Empty());

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.BodyBytes, Is.Not.Empty);
        Assert.That(response.IsSignedFor(Merchant.Options), Is.False);
        Assert.That((response with { BodyBytes = [] }).IsSignedFor(Merchant.Options), Is.True);
    }

    [TestCase(301)]
    [TestCase(-301)]
    [TestCase(86_400)]
    public async Task OldTimestamp_Injected_IsSignedCorrectlyWithOtherTimestamp(int secondsOld)
    {
        var response = await GetWithFaultAsync($"v3/old/{secondsOld}", SandboxFault.OldTimestamp(TimeSpan.FromSeconds(secondsOld)));

        Assert.That(response.Timestamp, Is.EqualTo(Merchant.Now - secondsOld));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [TestCase(500, "SYSTEM_ERROR")]
    [TestCase(429, "RATELIMIT_EXCEEDED")]
    public async Task Status_Injected_ReturnsPlatformError(int status, string code)
    {
        var response = await GetWithFaultAsync($"v3/status/{status}", SandboxFault.Status(status, code));

        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Code, Is.EqualTo(code));
        Assert.That(response.Json.GetProperty("message").GetString(), Is.Not.Empty);
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [Test]
    public async Task Response_Injected_ReplacesResponse()
    {
        var calls = 0;
        Sandbox.Respond(HttpMethod.Get, "v3/gateway", _ => Interlocked.Increment(ref calls));
        Sandbox.Inject(SandboxFault.Response(SandboxResponse.Text("<html>502</html>", "text/html", 502)), 1, HttpMethod.Get, "v3/gateway");

        var response = await Merchant.GetAsync("/v3/gateway");

        Assert.That(response.StatusCode, Is.EqualTo(502));
        Assert.That(response.Body, Is.EqualTo("<html>502</html>"));
        Assert.That(calls, Is.Zero);
    }

    [Test]
    public void Response_Null_Throws() => Assert.That(() => SandboxFault.Response(null!), Throws.ArgumentNullException);

    [Test]
    public void Delay_Negative_Throws() =>
        Assert.That(() => SandboxFault.Delay(TimeSpan.FromSeconds(-1)), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCaseSource(nameof(SignatureFaults))]
    public async Task Inject_SignatureFaultOnErrorResponse_ChangesNothing(SandboxFault fault)
    {
        var target = $"v3/errors/{$"{fault}".Replace(' ', '-')}";
        var response = await GetWithFaultAsync(target, fault, SandboxResponse.Error(404, "ORDER_NOT_EXIST", "订单不存在"));

        Assert.That(response.Code, Is.EqualTo("ORDER_NOT_EXIST"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [TestCaseSource(nameof(SignatureFaults))]
    public async Task Inject_SignatureFaultOnUnsignedRequest_KeepsErrorResponse(SandboxFault fault)
    {
        var target = $"v3/rejected/{$"{fault}".Replace(' ', '-')}";
        Sandbox.Inject(fault, 1, HttpMethod.Get, target);

        var response = await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, "/" + target, "", authorization: null));

        Assert.That(response.Code, Is.EqualTo("SIGN_ERROR"));
        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
    }

    [Test]
    public void ToString_Fault_DescribesIt() =>
        Assert.That(
            $"{SandboxFault.ProbeSignature}, {SandboxFault.MissingHeader("Wechatpay-Nonce")}",
            Is.EqualTo("probe signature, missing Wechatpay-Nonce"));

    private static IEnumerable<SandboxFault> SignatureFaults() =>
    [
        SandboxFault.ProbeSignature, SandboxFault.MalformedSignature, SandboxFault.UnknownSerial, SandboxFault.NoSignature,
        SandboxFault.MissingHeader("Wechatpay-Nonce"), SandboxFault.OldTimestamp(TimeSpan.FromHours(1)),
    ];

    private static readonly string[] _signatureHeaders =
        ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature", "Wechatpay-Signature-Type"];

    private static void AssertOtherwiseValid(BareResponse response, string changed)
    {
        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Body, Is.EqualTo("""{"state":"ok"}"""));
        Assert.That(
            _signatureHeaders.Where(name => !name.Equals(changed, StringComparison.OrdinalIgnoreCase)), Is.SubsetOf(response.Headers.Keys));
    }

    private async Task<BareResponse> GetWithFaultAsync(string template, SandboxFault fault, SandboxResponse? valid = null)
    {
        Sandbox.Respond(HttpMethod.Get, template, valid ?? SandboxResponse.Json(new { state = "ok" }));
        Sandbox.Inject(fault, 1, HttpMethod.Get, template);
        var faulty = await Merchant.GetAsync("/" + template);

        var next = await Merchant.GetAsync("/" + template);

        Assert.That(next.StatusCode, Is.EqualTo(valid?.StatusCode ?? 200), "The fault must apply to the first response only.");
        Assert.That(next.IsSignedFor(Merchant.Options), Is.EqualTo(valid?.IsSigned ?? true));
        return faulty;
    }
}

using System.Text;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed class ResponseSignerTests : OneSandboxTests
{
    [Test]
    public async Task Sign_Success_UsesPublicKey()
    {
        var response = await Merchant.GetAsync(SampleCalls.QueryAuthorization);

        Assert.That(response.Headers["Wechatpay-Serial"], Does.StartWith("PUB_KEY_ID_"));
        Assert.That(response.Headers["Wechatpay-Signature-Type"], Is.EqualTo("WECHATPAY2-SHA256-RSA2048"));
        Assert.That(response.Timestamp, Is.EqualTo(Merchant.Now));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task Sign_OtherBody_IsNotCovered()
    {
        var response = await Merchant.GetAsync(SampleCalls.QueryAuthorization);

        var tampered = response with { BodyBytes = [.. response.BodyBytes, (byte)' '] };

        Assert.That(tampered.IsSignedFor(Merchant.Options), Is.False);
    }

    [Test]
    public async Task Sign_TwoResponses_HaveUniqueNoncesAndRequestIds()
    {
        var responses =
            new[] { await Merchant.GetAsync(SampleCalls.QueryAuthorization), await Merchant.GetAsync(SampleCalls.QueryAuthorization) };

        Assert.That(responses.Select(response => response.Headers["Wechatpay-Nonce"]), Is.Unique.And.All.Length.EqualTo(32));
        Assert.That(responses.Select(response => response.Headers["Request-ID"]), Is.Unique.And.All.EndsWith("-0"));
    }

    [Test]
    public async Task Sign_ErrorResponse_HasRequestIdAndNoSignature()
    {
        var response = await Merchant.GetAsync("/v3/nothing/here");

        Assert.That(response.Headers.Keys, Has.None.StartsWith("Wechatpay-"));
        Assert.That(response.Headers["Request-ID"], Is.Not.Empty);
    }

    [Test]
    public async Task Sign_Statement_CoversDigest()
    {
        var csv = "Transaction time,Amount\r\n"u8.ToArray();
        const string sha1 = "b1f1c0de00000000000000000000000000001234";
        var headers = new Dictionary<string, string> { ["Wechatpay-Statement-Sha1"] = sha1 };
        Sandbox.Respond(HttpMethod.Get, "v3/global/statements", SandboxResponse.Bytes(csv, "text/csv") with { Headers = headers });

        var response = await Merchant.GetAsync("/v3/global/statements?date=20260531");

        Assert.That(response.BodyBytes, Is.EqualTo(csv));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.False);
        Assert.That(
            (response with { BodyBytes = Encoding.UTF8.GetBytes($"{{\"sha1\":\"{sha1}\"}}") }).IsSignedFor(Merchant.Options), Is.True);
    }
}

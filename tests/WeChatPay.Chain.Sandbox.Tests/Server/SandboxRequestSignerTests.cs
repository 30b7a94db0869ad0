using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Server;

public sealed class SandboxRequestSignerTests : SandboxTests
{
    [Test]
    public async Task Signer_OfARequestSignedRight_IsRecorded()
    {
        var authorization = Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization);
        Clock.Advance(TimeSpan.FromSeconds(300));

        await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, Calls.QueryAuthorization, "", $"{authorization}"));

        var request = Sandbox.Requests.Single();
        Assert.That(request.MerchantId, Is.EqualTo(Merchant.Options.MerchantId));
        Assert.That(request.MerchantSerialNumber, Is.EqualTo(Merchant.Options.MerchantSerialNumber));
        Assert.That(request.Nonce, Is.EqualTo(authorization.Nonce));
        Assert.That(request.Timestamp, Is.EqualTo(Clock.GetUtcNow() - TimeSpan.FromSeconds(300)));
    }

    [Test]
    public async Task Signer_OfARequestSignedForAnotherTarget_IsNobody()
    {
        await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, Calls.QueryAuthorization, "", $"{Merchant.Authorize(HttpMethod.Get, "/")}"));

        var request = Sandbox.Requests.Single();
        Assert.That(request.IsSignatureValid, Is.False);
        Assert.That((string?[])[request.MerchantId, request.MerchantSerialNumber, request.Nonce], Is.All.Null);
        Assert.That(request.Timestamp, Is.Null);
    }
}

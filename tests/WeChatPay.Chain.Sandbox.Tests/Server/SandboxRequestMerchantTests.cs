using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Server;

public sealed class SandboxRequestMerchantTests : SandboxTests
{
    [Test]
    public async Task MerchantId_CorrectlySigned_IsRecorded()
    {
        await Merchant.GetAsync(SampleCalls.QueryAuthorization);

        var request = Sandbox.Requests.Single();
        Assert.That(request.MerchantId, Is.EqualTo(Merchant.Options.MerchantId));
        Assert.That(request.MerchantSerialNumber, Is.EqualTo(Merchant.Options.MerchantSerialNumber));
    }

    [Test]
    public async Task MerchantId_SignedForOtherTarget_IsNull()
    {
        var authorization = Merchant.Authorize(HttpMethod.Get, "/");

        await Merchant.SendAsync(Merchant.CreateRequest(HttpMethod.Get, SampleCalls.QueryAuthorization, "", $"{authorization}"));

        var request = Sandbox.Requests.Single();
        Assert.That(request.IsSignatureValid, Is.False);
        Assert.That((string?[])[request.MerchantId, request.MerchantSerialNumber], Is.All.Null);
    }
}

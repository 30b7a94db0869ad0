using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Keys;

public sealed class SigningCertificatesTests
{
    [Test]
    public async Task RotateCertificate_SignWithCertificate_SignsWithNewOne()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { SignWithCertificate = true });
        using var merchant = new BareMerchant(sandbox);
        var before = await merchant.GetAsync(SampleCalls.QueryAuthorization);

        var serial = sandbox.RotateCertificate();
        var after = await merchant.GetAsync(SampleCalls.QueryAuthorization);

        Assert.That(before.Headers["Wechatpay-Serial"], Is.Not.EqualTo(serial));
        Assert.That(after.Headers["Wechatpay-Serial"], Is.EqualTo(serial));
        Assert.That(before.IsSignedFor(merchant.Options), Is.True);
        Assert.That(after.IsSignedFor(sandbox.CreateClientOptions()), Is.True);
    }

    [Test]
    public async Task RotateCertificate_BothCertificates_AreListedAndConfigured()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { SignWithCertificate = true });
        using var merchant = new BareMerchant(sandbox);
        var first = merchant.Options.PlatformKeys.Select(key => key.Key)
            .Single(serial => !serial.StartsWith("PUB_KEY_ID_", StringComparison.Ordinal));

        var second = sandbox.RotateCertificate();
        var listed = (await merchant.GetAsync("/v3/certificates")).Json.GetProperty("data")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("serial_no").GetString());

        Assert.That(listed, Is.EqualTo([first, second]));
        Assert.That(sandbox.CreateClientOptions().PlatformKeys.Select(key => key.Key), Is.SupersetOf([first, second]));
    }

    [Test]
    public async Task RotateCertificate_ClientWithOldCertificate_ThrowsUnknownSerial()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { SignWithCertificate = true });
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());

        sandbox.RotateCertificate();

        Assert.That(() => client.Chain("v3/payscore/permissions").Post(new { body = SampleCalls.PermissionsBody }),
            Throws.TypeOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.UnknownSerial));
    }

    [Test]
    public async Task RotateCertificate_PublicKeyOnly_Throws()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { PublicKeyOnly = true });

        Assert.That(sandbox.RotateCertificate, Throws.InvalidOperationException);
    }
}

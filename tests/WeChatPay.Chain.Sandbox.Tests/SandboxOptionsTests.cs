using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests;

public sealed class SandboxOptionsTests
{
    [Test]
    public async Task SignWithCertificate_True_SignsWithCertificate()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { SignWithCertificate = true });
        using var merchant = new BareMerchant(sandbox);

        var response = await merchant.GetAsync(SampleCalls.QueryAuthorization);

        Assert.That(response.Headers["Wechatpay-Serial"], Does.Match("^[0-9A-F]{40}$"));
        Assert.That(response.IsSignedFor(merchant.Options), Is.True);
    }

    [Test]
    public async Task SignWithCertificate_ChangedWhileRunning_TakesEffect()
    {
        var options = new SandboxOptions { SignWithCertificate = true };
        await using var sandbox = await WeChatPaySandbox.StartAsync(options);
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        var permissions = client.Chain("v3/payscore/permissions");
        var call = new { body = SampleCalls.PermissionsBody };

        using var before = await permissions.PostAsync(call);
        options.SignWithCertificate = false;
        using var after = await permissions.PostAsync(call);

        Assert.That(before.Headers.GetValues("Wechatpay-Serial").Single(), Does.Not.StartWith("PUB_KEY_ID_"));
        Assert.That(after.Headers.GetValues("Wechatpay-Serial").Single(), Does.StartWith("PUB_KEY_ID_"));
    }

    [Test]
    public async Task TimeProvider_NotSet_IsSystemClock()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var merchant = new BareMerchant(sandbox);

        Assert.That(merchant.Options.TimeProvider, Is.SameAs(TimeProvider.System));
        Assert.That((await merchant.GetAsync(SampleCalls.QueryAuthorization)).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public void TimeProvider_Null_Throws() =>
        Assert.That(() => new SandboxOptions { TimeProvider = null! }, Throws.ArgumentNullException);
}

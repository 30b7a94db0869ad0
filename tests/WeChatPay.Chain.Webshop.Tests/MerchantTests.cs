using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

/// <summary>A shop with a merchant account, whose platform the shop did not start.</summary>
public sealed class MerchantTests
{
    [Test]
    public async Task Order_WithMerchant_IsPlacedWithThePlatformAndHasNoPaymentButton()
    {
        await using var platform = await WeChatPaySandbox.StartAsync();
        await using var shop = await RunningShop.StartAsync(Settings(platform.CreateClientOptions()));

        var order = await shop.OrderAsync();
        var pressed = await shop.PressAsync($"{order.Path}/simulated-payment");

        Assert.That(order.Html, Does.Contain("<svg").And.Not.Contain("模拟").And.Contain("付款会真实扣款"));
        Assert.That(pressed.Status, Is.EqualTo(404));
        Assert.That(platform.Requests.Single().Json.GetProperty("notify_url").GetString(), Is.EqualTo("https://localhost/notify"));
    }

    [TestCase("--Shop:AppId=")]
    [TestCase("--Shop:PublicAddress=")]
    public async Task StartAsync_WithIncompleteSettings_Throws(string missing)
    {
        await using var platform = await WeChatPaySandbox.StartAsync();
        var settings = Settings(platform.CreateClientOptions())
            .Where(setting => !setting.StartsWith(missing, StringComparison.Ordinal))
            .ToArray();

        Assert.That(
            () => RunningShop.StartAsync(settings),
            Throws.InvalidOperationException.With.Message.Contains("Shop:AppId").And.Message.Contains("Shop:PublicAddress"));
    }

    private static string[] Settings(WeChatPayClientOptions merchant)
    {
        var publicKeyId = merchant.PlatformKeys.PublicKeyId!;
        return
        [
            $"--WeChatPay:MerchantId={merchant.MerchantId}",
            $"--WeChatPay:MerchantSerialNumber={merchant.MerchantSerialNumber}",
            $"--WeChatPay:MerchantPrivateKey={merchant.MerchantPrivateKey!.ExportPkcs8PrivateKeyPem()}",
            $"--WeChatPay:PlatformKeys:{publicKeyId}={merchant.PlatformKeys[publicKeyId].ExportSubjectPublicKeyInfoPem()}",
            $"--WeChatPay:ApiV3Key={merchant.ApiV3Key}",
            $"--WeChatPay:BaseAddress={merchant.BaseAddress}",
            "--Shop:AppId=wx1234567890abcdef",
            "--Shop:PublicAddress=https://localhost/",
            $"--Shop:Database={Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.db")}",
        ];
    }
}

using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class SandboxPaymentTests
{
    // Nothing listens on this port, so deliveries fail.
    private const string NotifyUrl = "http://127.0.0.1:9/notify";

    [Test]
    public async Task PayAsync_AnOrder_IsPaidAndNotified()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        var order = OrderOf(sandbox, NotifyUrl);
        using var placed = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = order });

        sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);
        var notification = await sandbox.PayAsync("A20261121001");
        await notification.SendAgainAsync();

        using var queried = await client.Chain("v3/pay/transactions/out-trade-no/{out_trade_no}")
            .GetAsync(new { out_trade_no = "A20261121001", query = new { order.mchid } });
        Assert.That((string)placed.Data.code_url, Does.StartWith("weixin://"));
        Assert.That((string)queried.Data.trade_state, Is.EqualTo("SUCCESS"));
        Assert.That(notification.Deliveries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task RotateCertificate_WithARunningClient_IsAcceptedByIt()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { CertificatesOnly = true });
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());

        var serial = sandbox.RotateCertificate();
        using var placed = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = OrderOf(sandbox, NotifyUrl) });

        Assert.That(placed.Headers.GetValues("Wechatpay-Serial").Single(), Is.EqualTo(serial));
    }

    private static Order OrderOf(WeChatPaySandbox sandbox, string notifyUrl) =>
        new(
            "wx8888888888888888",
            sandbox.CreateClientOptions().MerchantId,
            "Image形象店-深圳腾大-QQ公仔",
            "A20261121001",
            notifyUrl,
            new Amount(100));

    private sealed record Order(string appid, string mchid, string description, string out_trade_no, string notify_url, Amount amount);

    private sealed record Amount(long total);
}

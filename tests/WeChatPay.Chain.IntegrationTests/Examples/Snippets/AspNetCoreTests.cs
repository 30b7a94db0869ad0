using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class AspNetCoreTests
{
    [Test]
    public async Task Application_WithAMerchantInItsConfiguration_CallsAndIsNotified()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay:Shop"));
        var orders = new Orders();

        builder.Services.AddWeChatPay("shop", builder.Configuration.GetSection("WeChatPay:Shop"));
        builder.Services.AddHealthChecks().AddWeChatPay("shop");

        await using var app = builder.Build();
        app.MapWeChatPayNotifications("/notify/{merchant}", async (Notification notification, CancellationToken cancellationToken) =>
        {
            var paid = notification.Data;
            await orders.PaidAsync((string)paid.out_trade_no, (string)paid.mchid, (long)paid.amount.total, cancellationToken);
        });
        app.MapPost("/pay", async ([FromKeyedServices("shop")] WeChatPayClient client) =>
        {
            using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = orders.Next() });
            return (string)response.Data.code_url;
        });

        await app.StartAsync();
        orders.Prepare(sandbox.CreateClientOptions().MerchantId, $"{app.Urls.Single()}/notify/shop");
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var paid = await browser.PostAsync(new Uri("/pay", UriKind.Relative), content: null);
        Assert.That(await paid.Content.ReadAsStringAsync(), Does.StartWith("weixin://"));
        var notification = await sandbox.PayAsync("A20261121001");
        Assert.That(notification.IsAccepted);
        Assert.That(orders.Paid, Is.EqualTo(["A20261121001"]));
        Assert.That(
            (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public void Inbox_OfManyInstances_IsRegisteredInOneLine()
    {
        var builder = WebApplication.CreateSlimBuilder();

        builder.Services.AddWeChatPayRedisInbox("redis:6379", "shop:");

        Assert.That(builder.Services.Any(service => service.ServiceType == typeof(INotificationClaims)));
    }

    private sealed class Orders
    {
        private string _merchantId = "";
        private string _notifyUrl = "";

        public List<string> Paid { get; } = [];

        public void Prepare(string merchantId, string notifyUrl) => (_merchantId, _notifyUrl) = (merchantId, notifyUrl);

        public object Next() => new
        {
            appid = "wx8888888888888888",
            mchid = _merchantId,
            description = "Image形象店-深圳腾大-QQ公仔",
            out_trade_no = "A20261121001",
            notify_url = _notifyUrl,
            amount = new { total = 100, currency = "CNY" },
        };

        public Task PaidAsync(string orderNumber, string merchantId, long total, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((merchantId, total) != (_merchantId, 100))
            {
                throw new InvalidDataException("The notification is about another order.");
            }
            Paid.Add(orderNumber);
            return Task.CompletedTask;
        }
    }
}

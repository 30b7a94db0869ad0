using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Endpoints;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>A notification, read with <see cref="NotificationReader"/> and received by ASP.NET Core.</summary>
internal static class Notifications
{
    public static async Task RunAsync(Platform platform, Report report)
    {
        var body = Encoding.UTF8.GetBytes(Create().ToJsonString());
        var notification = new NotificationReader(platform.Options).Read(platform.Sign(body), body);
        var order = notification.ReadAs(OrderJson.Default.Order);
        report.Check("a notification", $"{notification.EventType} {order?.OutTradeNo}", "TRANSACTION.SUCCESS T1");
        report.Check("a typed notification",
            $"{notification.Is<TransactionSuccess>(out var transaction)} {transaction?.out_trade_no} "
                + $"{notification.Is<RefundSuccess>(out _)}",
            "True T1 False");
        report.Check("ASP.NET Core", await ReceiveAsync(platform, body), "NoContent T1");
    }

    private static async Task<string> ReceiveAsync(Platform platform, byte[] body)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new Paid());
        builder.Services.AddWeChatPay(options =>
        {
            var given = platform.Options;
            options.MerchantId = given.MerchantId;
            options.MerchantSerialNumber = given.MerchantSerialNumber;
            options.MerchantPrivateKey = given.MerchantPrivateKey;
            options.PlatformKeys = given.PlatformKeys;
            options.ApiV3Key = given.ApiV3Key;
        });
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapWeChatPayNotifications<PaidHandler>("/notify");
        await app.StartAsync();
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in platform.Sign(body))
        {
            content.Headers.TryAddWithoutValidation(name, value);
        }
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var response = await http.PostAsync(new Uri($"{address}/notify"), content);
        return $"{response.StatusCode} {app.Services.GetRequiredService<Paid>().OutTradeNo}";
    }

    private static JsonObject Create()
    {
        const string Nonce = "fdasflkja484";
        return new JsonObject
        {
            ["id"] = "EV-2018022511223320873",
            ["create_time"] = "2026-11-21T17:25:23+08:00",
            ["resource_type"] = "encrypt-resource",
            ["event_type"] = "TRANSACTION.SUCCESS",
            ["summary"] = "支付成功",
            ["resource"] = new JsonObject
            {
                ["original_type"] = "transaction",
                ["algorithm"] = "AEAD_AES_256_GCM",
                ["ciphertext"] = AesGcm.Encrypt("""{"out_trade_no":"T1"}""", Platform.ApiV3Key, Nonce, "transaction"),
                ["associated_data"] = "transaction",
                ["nonce"] = Nonce,
            },
        };
    }

    private sealed class Paid
    {
        public string? OutTradeNo { get; set; }
    }

#pragma warning disable CA1812 // The endpoint creates it.
    private sealed class PaidHandler(Paid paid) : INotificationHandler<Notification>
#pragma warning restore CA1812
    {
        public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
        {
            paid.OutTradeNo = notification.Resource.GetProperty("out_trade_no").GetString();
            return Task.CompletedTask;
        }
    }
}

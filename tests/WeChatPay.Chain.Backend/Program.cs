using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WeChatPay.Chain;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Backend;
using WeChatPay.Chain.Notifications;

// A backend whose configuration refers to WeChat Pay and to files that do not exist here. It reads its section before anything else.
var builder = WebApplication.CreateBuilder(args);
var section = builder.Configuration.GetSection("WeChatPay:Shop");
builder.Services.AddWeChatPay("shop", section);
builder.Services.AddSingleton<PaidOrders>();
var app = builder.Build();
app.MapWeChatPayNotifications("/notify/{merchant}", (Notification notification, NotificationContext context, CancellationToken _) =>
{
    context.Services.GetRequiredService<PaidOrders>().Add((string)notification.Data.out_trade_no);
    return Task.CompletedTask;
});
app.MapPost("/orders/{number}", async (string number, [FromKeyedServices("shop")] WeChatPayClient client, IServer server) =>
{
    var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://127.0.0.1";
    using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new
    {
        json = new
        {
            appid = "wx8888888888888888",
            mchid = client.MerchantId,
            description = "A test",
            out_trade_no = number,
            notify_url = $"{address}/notify/shop",
            amount = new { total = 1 },
        },
    });
    return (string)response.Data.code_url;
});
app.MapGet("/secured", async ([FromKeyedServices("shop")] WeChatPayClient client) =>
{
    using var response = await client.Chain("v3/certificates").GetAsync(new { security = true });
    return response.StatusCode;
});
await app.RunAsync();

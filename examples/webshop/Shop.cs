using Microsoft.AspNetCore.Mvc;
using Webshop.Orders;
using Webshop.Pages;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;

namespace Webshop;

/// <summary>Puts the shop together.</summary>
internal static class Shop
{
    public static async Task<WebApplication> CreateAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Shop").Get<ShopSettings>() ?? new ShopSettings();
        var merchant = builder.Configuration.GetSection("WeChatPay");
        if (merchant.Exists())
        {
            settings.ForMerchant();
            builder.Services.AddWeChatPay(merchant);
        }
        else
        {
            var sandbox = await WeChatPaySandbox.StartAsync();
            builder.Services.AddSingleton(_ => sandbox);
            builder.Services.AddWeChatPay(sandbox.Configure);
            settings.ForSandbox();
        }
        // A page asks for its order's state every second; the log is to show something else.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<NotifyUrl>();
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddSingleton<Binding>();
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddScoped<Cashier>();
        builder.Services.AddScoped<OrderDesk>();
        builder.Services.AddHostedService<OpenOrders>();
        var app = builder.Build();
        var withSandbox = app.Services.GetService<WeChatPaySandbox>() is not null;
        Map(app, withSandbox);
        app.Logger.IsADemonstration(withSandbox ? "Payments are simulated." : "Payments are real.");
        return app;
    }

    private static void Map(WebApplication app, bool withSandbox)
    {
        app.Use(PageSecurity.AddHeaders);
        app.MapWeChatPayNotifications<PaymentNotifications>(NotifyUrl.Path);
        app.MapGet("/assets/{name}", Assets.Get);
        app.MapGet("/", (OrderStore orders) => Html.Page("微信支付小店", ShopPage.Of(orders.Sold())));
        app.MapGet("/orders/{number}", (string number, OrderStore orders) => orders.Find(number) is { } order ? Html.Page("订单", OrderPage.Of(order, withSandbox)) : Html.NotFound());
        app.MapGet("/orders/{number}/state", (string number, OrderStore orders) => orders.Find(number) is { } order ? Results.Json(new { state = $"{order.State}" }) : Results.NotFound());
        // There is no login and no cookie, so there is nothing that another site could abuse.
        app.MapPost("/orders", ([FromForm] string goods, OrderDesk desk, CancellationToken stop) => desk.PlaceAsync(goods, stop)).DisableAntiforgery();
        app.MapPost("/orders/{number}/code", (string number, OrderDesk desk, CancellationToken stop) => desk.RequestCodeAsync(number, stop));
        app.MapGet("/orders/{number}/refund", (string number, OrderDesk desk) => desk.ConfirmRefund(number));
        app.MapPost("/orders/{number}/refund", async (string number, HttpRequest request, OrderDesk desk, CancellationToken stop) =>
            await desk.RefundAsync(number, await RefundPage.ReadConfirmedFenAsync(request, stop), stop));
        app.MapFallback("{*path}", Html.NotFound);
        if (withSandbox)
        {
            app.MapPost("/orders/{number}/simulated-payment", (string number, OrderDesk desk, WeChatPaySandbox sandbox, CancellationToken stop) => desk.SimulatePaymentAsync(number, sandbox, stop));
        }
    }
}

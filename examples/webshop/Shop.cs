using Microsoft.AspNetCore.Mvc;
using Webshop.Orders;
using Webshop.Pages;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Sql;

namespace Webshop;

/// <summary>Registers the services and maps the URLs of the shop.</summary>
internal static class Shop
{
    public static async Task<WebApplication> CreateAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Shop").Get<ShopSettings>() ?? new ShopSettings();
        var merchant = builder.Configuration.GetSection("WeChatPay");
        if (merchant.Exists())
        {
            settings.UseMerchant();
            builder.Services.AddWeChatPay(merchant);
        }
        else
        {
            var sandbox = await WeChatPaySandbox.StartAsync();
            builder.Services.AddSingleton(_ => sandbox);
            builder.Services.AddWeChatPay(sandbox.Configure);
            settings.UseSandbox();
        }
        // The pages poll the state of their orders every second, which would fill the log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<NotifyUrl>();
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddWeChatPaySqlInbox(
            SqlDialect.Sqlite,
            provider => provider.GetRequiredService<OrderStore>().DataSource,
            options => options.CreateTables = true);
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
        app.MapGet("/", (OrderStore orders) => Html.Page("微信支付小店", ShopPage.Create(orders.CountSold())));
        app.MapGet("/orders/{number}", (string number, OrderStore orders) =>
            orders.Find(number) is { } order ? Html.Page("订单", OrderPage.Create(order, withSandbox)) : Html.NotFound());
        app.MapGet("/orders/{number}/state", (string number, OrderStore orders) =>
            orders.Find(number) is { } order ? Results.Json(new { state = $"{order.State}" }) : Results.NotFound());
        // Without logins and cookies, cross-site request forgery is not possible.
        app.MapPost("/orders", ([FromForm] string goods, OrderDesk desk, CancellationToken cancellationToken) =>
            desk.PlaceAsync(goods, cancellationToken)).DisableAntiforgery();
        app.MapPost("/orders/{number}/code", (string number, OrderDesk desk, CancellationToken cancellationToken) =>
            desk.RequestCodeAsync(number, cancellationToken));
        app.MapGet("/orders/{number}/refund", (string number, OrderDesk desk) => desk.ConfirmRefund(number));
        app.MapPost(
            "/orders/{number}/refund",
            async (string number, HttpRequest request, OrderDesk desk, CancellationToken cancellationToken) =>
                await desk.RefundAsync(number, await RefundPage.ReadConfirmedFenAsync(request, cancellationToken), cancellationToken));
        app.MapFallback("{*path}", Html.NotFound);
        if (withSandbox)
        {
            app.MapPost(
                "/orders/{number}/simulated-payment",
                (string number, OrderDesk desk, WeChatPaySandbox sandbox, CancellationToken cancellationToken) =>
                    desk.SimulatePaymentAsync(number, sandbox, cancellationToken));
        }
    }
}

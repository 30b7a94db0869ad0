using Microsoft.AspNetCore.Mvc;
using Webshop.Orders;
using Webshop.Pages;
using Webshop.Payments;
using WeChatPay.Chain.Sandbox;

namespace Webshop;

/// <summary>Puts the shop together.</summary>
internal static class Shop
{
    private const string NotifyPath = "/notify";

    public static async Task<WebApplication> CreateAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = builder.Configuration.GetSection("Shop").Get<ShopSettings>() ?? new ShopSettings();
        var merchant = builder.Configuration.GetSection("WeChatPay");
        if (merchant.Exists())
        {
            settings.RequireAll();
            builder.Services.AddWeChatPay(merchant);
        }
        else
        {
            var sandbox = await WeChatPaySandbox.StartAsync();
            builder.Services.AddSingleton(_ => sandbox);
            builder.Services.AddWeChatPay(sandbox.Configure);
            settings.ForgetAtTheEnd();
        }
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(provider => new NotifyUrl(provider.GetRequiredService<ShopSettings>(), provider.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>(), NotifyPath));
        builder.Services.AddSingleton<OrderStore>();
        builder.Services.AddSingleton<Ledger>();
        builder.Services.AddScoped<Cashier>();
        builder.Services.AddHostedService<OpenOrders>();
        var app = builder.Build();
        Map(app, withSandbox: app.Services.GetService<WeChatPaySandbox>() is not null);
        return app;
    }

    private static void Map(WebApplication app, bool withSandbox)
    {
        app.Use(PageSecurity.AddHeaders);
        app.MapWeChatPayNotifications<PaymentNotifications>(NotifyPath);
        app.MapGet("/assets/{name}", Assets.Get);
        app.MapGet("/", (OrderStore orders) => Html.Page("微信支付小店", ShopPage.Of(orders.Sold())));
        app.MapPost("/orders", PlaceAsync).DisableAntiforgery();
        app.MapGet("/orders/{number}", (string number, OrderStore orders) => orders.Find(number) is { } order ? Html.Page("订单", OrderPage.Of(order, withSandbox)) : Html.NotFound());
        app.MapGet("/orders/{number}/state", (string number, OrderStore orders) => orders.Find(number) is { } order ? Results.Json(new { state = $"{order.State}" }) : Results.NotFound());
        app.MapPost("/orders/{number}/code", AskForCodeAsync);
        app.MapPost("/orders/{number}/refund", RefundAsync);
        if (withSandbox)
        {
            app.MapPost("/orders/{number}/simulated-payment", SimulatePaymentAsync);
        }
    }

    // The order is in the database before the platform hears of it: a notification always finds it.
    private static async Task<IResult> PlaceAsync([FromForm] string goods, OrderStore orders, Cashier cashier, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (Goods.Find(goods) is not { } chosen)
        {
            return Html.NotFound();
        }
        var order = Order.Of(chosen, timeProvider.GetUtcNow());
        orders.Add(order);
        await cashier.RequestCodeAsync(order, cancellationToken);
        return ToPageOf(order);
    }

    private static Task<IResult> AskForCodeAsync(string number, OrderStore orders, Cashier cashier, CancellationToken cancellationToken) =>
        WithOrderAsync(number, orders, order => cashier.RequestCodeAsync(order, cancellationToken));

    private static Task<IResult> RefundAsync(string number, OrderStore orders, Cashier cashier, CancellationToken cancellationToken) =>
        WithOrderAsync(number, orders, order => cashier.RefundAsync(order, cancellationToken));

    private static Task<IResult> SimulatePaymentAsync(string number, OrderStore orders, WeChatPaySandbox sandbox, CancellationToken cancellationToken) =>
        WithOrderAsync(number, orders, order => order is { State: OrderState.Waiting, CodeUrl: not null } ? sandbox.PayAsync(number, cancellationToken) : Task.CompletedTask);

    private static async Task<IResult> WithOrderAsync(string number, OrderStore orders, Func<Order, Task> act)
    {
        if (orders.Find(number) is not { } order)
        {
            return Html.NotFound();
        }
        await act(order);
        return ToPageOf(order);
    }

    // A page that is loaded again must not order, pay or refund again.
    private static IResult ToPageOf(Order order) => Results.LocalRedirect($"/orders/{order.Number}");
}

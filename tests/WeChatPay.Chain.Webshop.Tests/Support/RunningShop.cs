using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Webshop;
using Webshop.Orders;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>The shop on a free port, and a visitor without JavaScript.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _visitor;

    private RunningShop(WebApplication app)
    {
        _app = app;
        _visitor = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public Uri Address => _visitor.BaseAddress!;

    /// <summary>The sandbox that the shop started.</summary>
    public WeChatPaySandbox Sandbox => _app.Services.GetRequiredService<WeChatPaySandbox>();

    public OrderStore Orders => _app.Services.GetRequiredService<OrderStore>();

    public AsyncServiceScope CreateScope() => _app.Services.CreateAsyncScope();

    public static async Task<RunningShop> StartAsync(params string[] args)
    {
        var app = await Shop.CreateAsync(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", .. args]);
        await app.StartAsync();
        return new RunningShop(app);
    }

    public async Task<Visit> GetAsync(string path)
    {
        using var response = await _visitor.GetAsync(new Uri(path, UriKind.Relative));
        return await Visit.ReadAsync(response);
    }

    /// <summary>Presses a button and follows the redirect.</summary>
    public async Task<Visit> PressAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var response = await _visitor.PostAsync(new Uri(path, UriKind.Relative), form);
        return await Visit.ReadAsync(response);
    }

    /// <summary>Presses the button that confirms the refund.</summary>
    public Task<Visit> RefundAsync(Visit order) => PressAsync($"{order.Path}/refund", ("confirmed", $"{Orders.Find(order.Number)!.Fen}"));

    public async Task<int> NotifyAsync(HttpContent content)
    {
        using var response = await _visitor.PostAsync(new Uri("/notify", UriKind.Relative), content);
        return (int)response.StatusCode;
    }

    /// <summary>Places an order and returns its page.</summary>
    public Task<Visit> OrderAsync(string goods = "apple") => PressAsync("/orders", ("goods", goods));

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

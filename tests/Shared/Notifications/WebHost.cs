using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>
/// An application on a free loopback port with the merchants <c>one</c>, which is also the default client, and <c>two</c>.
/// </summary>
internal sealed class WebHost : IAsyncDisposable
{
    private readonly HttpClient _http;

    private WebHost(WebApplication app, LogLines log)
    {
        App = app;
        Log = log;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public WebApplication App { get; }

    public LogLines Log { get; }

    public static async Task<WebHost> StartAsync(
        Action<WebApplication> map, Action<IServiceCollection>? configure = null, Action<WebApplication>? use = null)
    {
        var log = new LogLines();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddWeChatPay(TestMerchant.One.Section);
        builder.Services.AddWeChatPay("one", TestMerchant.One.Section);
        builder.Services.AddWeChatPay("two", TestMerchant.Two.Section);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        use?.Invoke(app);
        map(app);
        await app.StartAsync();
        return new WebHost(app, log);
    }

    public async Task<HostResponse> PostAsync(SignedNotification notification, string target = "/notify")
    {
        using var request = notification.ToRequest(target);
        return await SendAsync(request);
    }

    public async Task<HostResponse> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request);
        return new HostResponse((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }
}

internal sealed record HostResponse(int Status, string Body);

// A worker without ASP.NET Core.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeChatPay.Chain.DependencyInjection;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddWeChatPay("shop", builder.Configuration.GetSection("WeChatPay:Shop"));
builder.Services.AddHostedService<OrderWorker>();
await builder.Build().RunAsync();

var loaded = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!);
return loaded.Any(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)) ? 1 : 0;

internal sealed class OrderWorker(IWeChatPayClients clients, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var client = clients.Get("shop");
        var order = new
        {
            appid = "wx8888888888888888",
            mchid = client.MerchantId,
            description = "Image形象店-深圳腾大-QQ公仔",
            out_trade_no = "A20261121001",
            notify_url = "http://127.0.0.1/notify/shop",
            amount = new { total = 100, currency = "CNY" },
        };
        using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = order }, stoppingToken);
        Console.WriteLine($"{response.StatusCode} {response.Data.code_url}");
        lifetime.StopApplication();
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using WeChatPay.Chain.DependencyInjection;

// A console application that makes one call and prints the results of the call and of the health check.
var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));
builder.Services.AddHealthChecks().AddWeChatPay();
using var host = builder.Build();
await host.StartAsync();
using var response = await host.Services.GetRequiredService<IWeChatPayClients>().Get().Chain("v3/certificates").GetAsync();
var health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
var hasAspNetCore = AppDomain.CurrentDomain.GetAssemblies()
    .Any(assembly => assembly.GetName().Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
await host.StopAsync();
Console.WriteLine($"{response.StatusCode} {health.Status}, {(hasAspNetCore ? "with" : "without")} Microsoft.AspNetCore");

using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.DependencyInjection.Tests;

/// <summary>Hosts without ASP.NET Core.</summary>
internal sealed class WorkerTests
{
    private const string Worker = "WeChatPay.Chain.DependencyInjection.Worker";

    [Test]
    public async Task Host_WithBackgroundService_MakesACall()
    {
        var platform = new PlatformHandler(TestMerchant.One);
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddWeChatPay(TestMerchant.One.Section).Options.Configure(options => options.PrimaryHandler = platform);
        builder.Services.AddHostedService<Caller>();
        using var host = builder.Build();

        await host.RunAsync();

        Assert.That(platform.Authorizations.Single(), Does.Contain($"mchid=\"{TestMerchant.One.Id}\""));
    }

    [Test]
    public async Task Host_ConfiguredForTheSandbox_MakesACallThroughHttpClientFactory()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddWeChatPay("shop", builder.Configuration.GetSection("WeChatPay:Shop"));
        builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay:Shop"));
        using var host = builder.Build();
        await host.StartAsync();

        using var response = await host.Services.GetRequiredService<IWeChatPayClients>().Get("shop").Chain("v3/certificates").GetAsync();

        Assert.That((response.StatusCode, sandbox.Requests.Count), Is.EqualTo((200, 1)));
    }

    /// <summary>A process without the shared framework of ASP.NET Core.</summary>
    [Test]
    public async Task Process_ConsoleApplication_MakesACall()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var folder = TestContext.CurrentContext.TestDirectory.Replace(
            typeof(WorkerTests).Assembly.GetName().Name!, Worker, StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, $"{Worker}.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (key, value) in sandbox.ToConfiguration("WeChatPay"))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }
        using var process = Process.Start(start)!;

        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.Zero, await error);
        Assert.That(await output, Does.Contain("200 Healthy, without Microsoft.AspNetCore"));
        Assert.That(sandbox.Requests, Has.Count.EqualTo(1));
    }

    private sealed class Caller(IWeChatPayClients clients, IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var response = await clients.Get().Chain("v3/x").GetAsync(cancellationToken: stoppingToken);
            lifetime.StopApplication();
        }
    }
}

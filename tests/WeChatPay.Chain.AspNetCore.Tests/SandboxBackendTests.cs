using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.Backend;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.AspNetCore.Tests;

/// <summary>A backend that reads its configuration early is configured for the sandbox in one line.</summary>
internal sealed class SandboxBackendTests
{
    private const string Section = "WeChatPay:Shop";

    private static readonly Action<IWebHostBuilder, WeChatPaySandbox>[] _recipes =
    [
        (host, sandbox) =>
            host.ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(sandbox.ToConfiguration(Section))),
        (host, sandbox) => sandbox.ToConfiguration(Section).ToList().ForEach(pair => host.UseSetting(pair.Key, pair.Value)),
        (host, sandbox) => host.ConfigureServices(services => services.AddWeChatPay("shop", sandbox.Configure)),
    ];

    [Test]
    public async Task Backend_ConfiguredForTheSandbox_MakesCalls([Range(0, 2)] int recipe)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        await using var factory = FactoryOf(host => _recipes[recipe](host, sandbox));
        using var browser = factory.CreateClient();

        Assert.That(await PayAsync(browser), Does.StartWith("weixin://"));
        Assert.That(sandbox.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Backend_ConfiguredForTheSandboxByConfiguration_HasCertificate([Range(0, 1)] int recipe)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        await using var factory = FactoryOf(host => _recipes[recipe](host, sandbox));
        using var browser = factory.CreateClient();

        Assert.That(await browser.GetStringAsync(new Uri("/secured", UriKind.Relative)), Is.EqualTo("200"));
        Assert.That(sandbox.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Backend_ThatListens_ReceivesNotificationsOfTheSandbox()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        await using var factory = FactoryOf(host => _recipes[0](host, sandbox));
        factory.UseKestrel(port: 0);
        using var browser = factory.CreateClient();

        await PayAsync(browser);
        var notification = await sandbox.PayAsync("A20261121001");

        Assert.That(notification.IsAccepted);
        Assert.That(factory.Services.GetRequiredService<PaidOrders>().Numbers, Is.EqualTo(["A20261121001"]));
    }

    [Test]
    public async Task Backend_MerchantWithOnlyCertificates_DownloadsThoseOfTheSandbox()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { CertificatesOnly = true });
        await using var factory = FactoryOf(host => _recipes[0](host, sandbox));
        using var browser = factory.CreateClient();

        Assert.That(await PayAsync(browser), Does.StartWith("weixin://"));
    }

    [Test]
    public void Backend_WithItsOwnConfiguration_DoesNotStartWithoutItsFiles()
    {
        using var factory = FactoryOf(_ => { });

        Assert.That(factory.CreateClient, Throws.TypeOf<OptionsValidationException>().With.Message.Contains("apiclient_key.pem"));
    }

    private static async Task<string> PayAsync(HttpClient browser)
    {
        using var response = await browser.PostAsync(new Uri("/orders/A20261121001", UriKind.Relative), content: null);
        return await response.Content.ReadAsStringAsync();
    }

    private static BackendFactory FactoryOf(Action<IWebHostBuilder> configure) => new(configure);

    private sealed class BackendFactory(Action<IWebHostBuilder> configure) : WebApplicationFactory<PaidOrders>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder) => configure(builder);
    }
}

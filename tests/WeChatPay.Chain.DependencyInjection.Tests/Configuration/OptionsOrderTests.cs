using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace WeChatPay.Chain.DependencyInjection.Tests.Configuration;

/// <summary><c>Configure</c> and <c>PostConfigure</c> work for the options of a client as for any other options.</summary>
internal sealed class OptionsOrderTests
{
    [Test]
    public void Configure_BeforeAndAfterTheSection_IsAppliedInOrder()
    {
        var section = new ReloadableConfiguration(
            new(TestMerchant.One.Configuration) { ["Timeout"] = "20", ["DownloadTimeout"] = "20" }).Section;

        var options = OptionsOf(services =>
        {
            services.Configure<WeChatPayClientOptions>(
                "shop", options => options.Timeout = options.DownloadTimeout = TimeSpan.FromSeconds(10));
            services.AddWeChatPay("shop", section);
            services.Configure<WeChatPayClientOptions>("shop", options => options.DownloadTimeout = TimeSpan.FromSeconds(30));
        });

        Assert.That((options.Timeout.TotalSeconds, options.DownloadTimeout.TotalSeconds), Is.EqualTo((20, 30)));
    }

    [Test]
    public void Configure_BeforeTheSection_OverridesDefaults()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);

        var options = OptionsOf(services =>
        {
            services.ConfigureAll<WeChatPayClientOptions>(options => (options.TimeProvider, options.Resilience) = (clock, null));
            services.AddWeChatPay("shop", TestMerchant.One.Section);
        });

        Assert.That((options.TimeProvider, options.Resilience), Is.EqualTo(((TimeProvider)clock, (ResilienceOptions?)null)));
    }

    [Test]
    public void PostConfigure_BeforeTheSection_IsAppliedLast()
    {
        var options = OptionsOf(services =>
        {
            services.PostConfigure<WeChatPayClientOptions>("shop", options => options.MerchantId = "1900000999");
            services.AddWeChatPay("shop", TestMerchant.One.Section).Options.Configure(options => options.MerchantId = "1900000888");
        });

        Assert.That(options.MerchantId, Is.EqualTo("1900000999"));
    }

    [TestCase("short", "abcdefghijklmnopqrstuvwxyz012345", true)]
    [TestCase("abcdefghijklmnopqrstuvwxyz012345", "short", false)]
    public async Task PostConfigure_Option_IsValidatedAfterwards(string configured, string postConfigured, bool starts)
    {
        using var host = HostWith(services =>
        {
            services.AddWeChatPay(
                "shop", new ReloadableConfiguration(new(TestMerchant.One.Configuration) { ["ApiV3Key"] = configured }).Section);
            services.PostConfigure<WeChatPayClientOptions>("shop", options => options.ApiV3Key = postConfigured);
        });

        Exception? failure = null;
        try
        {
            await host.StartAsync();
        }
        catch (OptionsValidationException exception)
        {
            failure = exception;
        }

        Assert.That(failure is null, Is.EqualTo(starts));
    }

    [Test]
    public async Task PostConfigure_PrimaryHandler_IsUsedForCallsWithSecurity()
    {
        var platform = new PlatformHandler(TestMerchant.One);
        using var host = HostWith(services =>
        {
            services.AddWeChatPay("shop", TestMerchant.One.Section);
            services.PostConfigure<WeChatPayClientOptions>("shop", options => options.PrimaryHandler = platform);
        });
        var client = host.Services.GetRequiredService<IWeChatPayClients>().Get("shop");

        await client.Chain("v3/plain").PostAsync();
        await client.Chain("v3/secured").PostAsync(new { security = true });

        Assert.That(platform.Authorizations, Has.Count.EqualTo(2));
    }

    [Test]
    public void Configure_WithAnotherSection_ReplacesTheClientWhenItChanges()
    {
        var settings = new ReloadableConfiguration(new() { ["Timeout"] = "00:00:10" });
        using var host = HostWith(services =>
        {
            services.AddWeChatPay("shop", TestMerchant.One.Section);
            services.Configure<WeChatPayClientOptions>("shop", settings.Section);
        });
        var clients = host.Services.GetRequiredService<IWeChatPayClients>();
        var old = clients.Get("shop");

        settings.Change(("Timeout", "00:00:20"));

        Assert.That(clients.Get("shop"), Is.Not.SameAs(old));
    }

    [Test]
    public void OptionsMonitor_AfterChange_ReturnsTheOptionsOfTheClient()
    {
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        using var host = HostWith(services => services.AddWeChatPay("shop", configuration.Section));
        var monitor = host.Services.GetRequiredService<IOptionsMonitor<WeChatPayClientOptions>>();
        _ = host.Services.GetRequiredService<IWeChatPayClients>().Get("shop");

        configuration.Change(("MerchantId", "1900000999"));
        var changed = monitor.Get("shop").MerchantId;
        configuration.Change(("MerchantId", "wrong"));

        Assert.That((changed, monitor.Get("shop").MerchantId), Is.EqualTo(("1900000999", "1900000999")));
    }

    private static IHost HostWith(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services);
        return builder.Build();
    }

    private static WeChatPayClientOptions OptionsOf(Action<IServiceCollection> configure)
    {
        using var host = HostWith(configure);
        return host.Services.GetRequiredService<IOptionsMonitor<WeChatPayClientOptions>>().Get("shop");
    }
}

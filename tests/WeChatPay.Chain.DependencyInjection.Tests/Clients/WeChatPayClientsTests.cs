using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.DependencyInjection.Tests.Clients;

internal sealed class WeChatPayClientsTests
{
    [Test]
    public async Task Get_EachName_ReturnsTheClientOfThatMerchant()
    {
        var (one, two) = (new PlatformHandler(TestMerchant.One), new PlatformHandler(TestMerchant.Two));
        using var provider = Provider(services =>
        {
            services.AddWeChatPay("one", TestMerchant.One.Section).Options.Configure(options => options.PrimaryHandler = one);
            services.AddWeChatPay("two", TestMerchant.Two.Section).Options.Configure(options => options.PrimaryHandler = two);
        });
        var clients = provider.GetRequiredService<IWeChatPayClients>();

        await clients.Get("one").Chain("v3/x").GetAsync();
        await clients.Get("two").Chain("v3/x").GetAsync();

        Assert.That(one.Authorizations.Single(), Does.Contain($"mchid=\"{TestMerchant.One.Id}\""));
        Assert.That(two.Authorizations.Single(), Does.Contain($"mchid=\"{TestMerchant.Two.Id}\""));
        Assert.That(clients.Names, Is.EqualTo(["one", "two"]));
        Assert.That(
            () => clients.Get("three"), Throws.ArgumentException.With.Message.Contains("'three'").And.Message.Contains("'one', 'two'"));
    }

    [Test]
    public async Task Scope_Disposed_DoesNotDisposeTheClient()
    {
        var platform = new PlatformHandler(TestMerchant.One);
        using var provider = Provider(services =>
        {
            services.AddWeChatPay(TestMerchant.One.Section).Options.Configure(options => options.PrimaryHandler = platform);
            services.AddWeChatPay("one", TestMerchant.One.Section).Options.Configure(options => options.PrimaryHandler = platform);
        });
        WeChatPayClient unnamed, named;

        using (var scope = provider.CreateScope())
        {
            unnamed = scope.ServiceProvider.GetRequiredService<WeChatPayClient>();
            named = scope.ServiceProvider.GetRequiredKeyedService<WeChatPayClient>("one");
        }

        Assert.That((await unnamed.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
        Assert.That((await named.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
        Assert.That(unnamed, Is.Not.SameAs(named).And.SameAs(provider.GetRequiredService<IWeChatPayClients>().Get()));
    }

    [Test]
    public async Task Reload_DuringCall_FinishesItWithTheOldClientAndStartsOthersWithTheNew()
    {
        var gate = new Gate();
        var platform = new PlatformHandler(TestMerchant.One, gate);
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        using var provider = Provider(services =>
            services.AddWeChatPay(configuration.Section).Options.Configure(options => options.PrimaryHandler = platform));
        var clients = provider.GetRequiredService<IWeChatPayClients>();
        var old = clients.Get();

        var call = old.Chain("v3/x").GetAsync();
        await gate.Entered;
        configuration.Change(("MerchantId", "1900000999"));
        var next = clients.Get().Chain("v3/x").GetAsync();
        gate.Open();

        Assert.That((await call).StatusCode, Is.EqualTo(200));
        Assert.That((await next).StatusCode, Is.EqualTo(200));
        Assert.That(platform.Authorizations, Has.One.Contains($"mchid=\"{TestMerchant.One.Id}\"").And.One.Contains("mchid=\"1900000999\""));
        Assert.That(clients.Get(), Is.Not.SameAs(old));
    }

    [Test]
    public async Task Reload_RepeatedlyDuringCalls_FailsNoCallAndEndsWithTheLatest()
    {
        const int Changes = 20;
        var platform = new PlatformHandler(TestMerchant.One);
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        using var provider = Provider(services =>
            services.AddWeChatPay(configuration.Section).Options.Configure(options => options.PrimaryHandler = platform));
        var clients = provider.GetRequiredService<IWeChatPayClients>();
        using var isOver = new CancellationTokenSource();

        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            do
            {
                using var response = await clients.Get().Chain("v3/x").GetAsync();
            }
            while (!isOver.IsCancellationRequested);
        })).ToList();
        for (var change = 1; change <= Changes; change++)
        {
            configuration.Change(("MerchantId", change % 3 == 0 ? "wrong" : $"19000002{change:00}"));
        }
        await isOver.CancelAsync();
        await Task.WhenAll(callers);
        using var last = await clients.Get().Chain("v3/x").GetAsync();

        Assert.That(platform.Authorizations.Last(), Does.Contain($"mchid=\"19000002{Changes}\""));
    }

    [Test]
    public async Task Reload_InvalidConfiguration_KeepsTheOldClientAndLogs()
    {
        var log = new LogLines();
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        using var provider = Provider(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddWeChatPay(configuration.Section)
                .Options.Configure(options => options.PrimaryHandler = new PlatformHandler(TestMerchant.One));
        });
        var clients = provider.GetRequiredService<IWeChatPayClients>();
        var old = clients.Get();

        configuration.Change(("ApiV3Key", "short-and-secret"));

        Assert.That(clients.Get(), Is.SameAs(old));
        Assert.That((await old.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
        Assert.That(
            log.Lines.Single(line => line.StartsWith("Error", StringComparison.Ordinal)),
            Does.Contain("WeChatPay:ApiV3Key").And.Not.Contains("short-and-secret"));

        configuration.Change(("ApiV3Key", TestMerchant.Two.ApiV3Key));

        Assert.That(clients.Get(), Is.Not.SameAs(old), "The next valid configuration is applied.");
    }

    [Test]
    public void Reload_ReplacedClient_IsGarbageCollected()
    {
        var configuration = new ReloadableConfiguration(TestMerchant.One.Configuration);
        using var provider = Provider(services => services.AddWeChatPay(configuration.Section));
        var old = Current(provider);

        configuration.Change(("MerchantId", "1900000999"));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(old.TryGetTarget(out _), Is.False, "A replaced client is still referenced.");
    }

    // Not inlined, because the locals of a test would keep the client alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<WeChatPayClient> Current(ServiceProvider provider) =>
        new(provider.GetRequiredService<IWeChatPayClients>().Get());

    private static ServiceProvider Provider(Action<ServiceCollection> configure)
    {
        var services = new ServiceCollection();
        configure(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection.Tests;

/// <summary>When a registration is read, and how registering its name again replaces it.</summary>
internal sealed class RegistrationTests
{
    [Test]
    public void Add_Section_IsNotReadBeforeTheClientIsCreated()
    {
        var source = new CountingSource(TestMerchant.One);
        var services = new ServiceCollection();
        services.AddWeChatPay(new ConfigurationBuilder().Add(source).Build().GetSection("WeChatPay"));
        using var provider = services.BuildServiceProvider();
        var clients = provider.GetRequiredService<IWeChatPayClients>();
        var readBefore = source.Reads;

        var client = clients.Get();

        Assert.That(readBefore, Is.Zero);
        Assert.That(source.Reads, Is.Positive);
        Assert.That(client.MerchantId, Is.EqualTo(TestMerchant.One.Id));
    }

    [Test]
    public async Task Add_SectionWithLaterSources_UsesThem()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("WeChatPay:MerchantId", "none"), new("WeChatPay:ApiV3Key", "none")]);
        builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));
        builder.Configuration.AddConfiguration(new ReloadableConfiguration(TestMerchant.One.Configuration).Root);
        using var host = builder.Build();

        await host.StartAsync();

        Assert.That(host.Services.GetRequiredService<IWeChatPayClients>().Get().MerchantId, Is.EqualTo(TestMerchant.One.Id));
    }

    [Test]
    public async Task Add_SameName_ReplacesTheSection()
    {
        var first = new ReloadableConfiguration(new() { ["MerchantPrivateKey"] = "file:///no/such/key.pem" });
        using var host = HostWith(services =>
        {
            services.AddWeChatPay("shop", first.Section);
            services.AddWeChatPay("shop", TestMerchant.Two.Section);
        });

        await host.StartAsync();
        var client = host.Services.GetRequiredService<IWeChatPayClients>().Get("shop");
        first.Change(("MerchantId", TestMerchant.One.Id));

        Assert.That(client.MerchantId, Is.EqualTo(TestMerchant.Two.Id));
        Assert.That(host.Services.GetRequiredService<IWeChatPayClients>().Names, Is.EqualTo(["shop"]));
        Assert.That(
            host.Services.GetRequiredService<IWeChatPayClients>().Get("shop"),
            Is.SameAs(client),
            "A change of the replaced section has no effect.");
    }

    [Test]
    public void Add_SameName_ReplacesTheDelegate()
    {
        using var host = HostWith(services =>
        {
            services.AddWeChatPay(_ => throw new InvalidDataException("The replaced delegate was called."));
            services.AddWeChatPay(TestMerchant.One.Section);
        });

        Assert.That(host.Services.GetRequiredService<IWeChatPayClients>().Get().MerchantId, Is.EqualTo(TestMerchant.One.Id));
    }

    [TestCase("")]
    [TestCase("shop")]
    public void Add_SameName_RegistersNothingTwice(string name)
    {
        var once = new ServiceCollection();
        once.AddWeChatPay(name, TestMerchant.One.Section);
        var twice = new ServiceCollection();
        twice.AddWeChatPay(name, _ => { });
        twice.AddWeChatPay(name, TestMerchant.One.Section);

        Assert.That(Descriptions(twice), Is.EquivalentTo(Descriptions(once)));
    }

    [Test]
    public async Task Add_SameName_ValidatesItsOptionsOnceAtStart()
    {
        var checks = 0;
        using var host = HostWith(services =>
        {
            services.AddWeChatPay("shop", TestMerchant.One.Section);
            services.AddWeChatPay("shop", new ReloadableConfiguration(new()).Section);
            services.AddOptions<WeChatPayClientOptions>("shop").Validate(_ => checks++ >= 0);
        });

        var failure = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync()))!;

        Assert.That(failure.Failures.Single(), Does.Contain("'shop'"));
        Assert.That(checks, Is.EqualTo(1));
    }

    [Test]
    public void Add_NameThatDiffersOnlyInCase_Throws()
    {
        var services = new ServiceCollection();
        services.AddWeChatPay("shop", _ => { });

        Assert.That(
            () => services.AddWeChatPay("Shop", _ => { }),
            Throws.InvalidOperationException.With.Message.Contains("'shop'").And.Message.Contains("compared without case"));
    }

    [Test]
    public void Assembly_References_DoNotIncludeAspNetCore() => Assert.That(
        typeof(IWeChatPayClients).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name),
        Has.None.StartsWith("Microsoft.AspNetCore"));

    private static IHost HostWith(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services);
        return builder.Build();
    }

    private static IEnumerable<string> Descriptions(IServiceCollection services) => services
        .Where(service => service.ServiceType.FullName?.Contains("WeChatPay", StringComparison.Ordinal) == true
            || service.ServiceType == typeof(IHostedService))
        .Select(service => $"{service}");

    private sealed class CountingSource(TestMerchant merchant) : ConfigurationProvider, IConfigurationSource
    {
        public int Reads { get; private set; }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public override void Load() =>
            Data = merchant.Configuration.ToDictionary(
                pair => $"WeChatPay:{pair.Key}", pair => pair.Value, StringComparer.OrdinalIgnoreCase);

        public override bool TryGet(string key, out string? value)
        {
            Reads++;
            return base.TryGet(key, out value);
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.DependencyInjection.Tests.Configuration;

/// <summary><c>AddWeChatPay</c> reads what <see cref="WeChatPaySandbox.ToConfiguration"/> returns.</summary>
internal sealed class SandboxConfigurationTests
{
    [TestCase("WeChatPay")]
    [TestCase("WeChatPay:Shop")]
    [TestCase("")]
    public async Task ToConfiguration_AnySection_ProducesTheOptionsOfTheSandbox(string section)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        sandbox.RotateCertificate();

        var options = OptionsOf(sandbox, section);

        var expected = sandbox.CreateClientOptions();
        Assert.That((options.MerchantId, options.MerchantSerialNumber), Is.EqualTo((expected.MerchantId, expected.MerchantSerialNumber)));
        Assert.That(
            (options.ApiV3Key, options.ApiV2Key, options.BaseAddress),
            Is.EqualTo((expected.ApiV3Key, expected.ApiV2Key, expected.BaseAddress)));
        Assert.That(options.MerchantPrivateKey!.ExportPkcs8PrivateKey(), Is.EqualTo(expected.MerchantPrivateKey!.ExportPkcs8PrivateKey()));
        Assert.That(
            options.PlatformKeys.Select(key => key.Key),
            Is.EquivalentTo(expected.PlatformKeys.Select(key => key.Key)).And.Exactly(3).Items);
        Assert.That(options.MerchantCertificate!.HasPrivateKey);
        Assert.That(options.MerchantCertificate.SerialNumber, Is.EqualTo(options.MerchantSerialNumber));
    }

    [Test]
    public async Task ToConfiguration_OverAnotherMerchant_ReplacesAllItsCredentials([Values] bool certificatesOnly)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { CertificatesOnly = certificatesOnly });
        var other = new Dictionary<string, string?>
        {
            ["WeChatPay:MerchantPrivateKey"] = "file:///no/such/key.pem",
            ["WeChatPay:PlatformKeys:PUB_KEY_ID_9"] = "file:///no/such/pub_key.pem",
            ["WeChatPay:MerchantCertificate"] = "file:///no/such/apiclient_cert.p12",
            ["WeChatPay:MerchantCertificatePassword"] = "1900000109",
            ["WeChatPay:DownloadPlatformCertificates"] = certificatesOnly ? "false" : "true",
            ["WeChatPay:Resilience:BackupAddress"] = "https://api2.mch.weixin.qq.com/",
            ["WeChatPay:Timeout"] = "7",
        };

        var options = OptionsOf(sandbox, "WeChatPay", other);

        Assert.That(options.Resilience!.BackupAddress, Is.Null);
        Assert.That(
            options.PlatformKeys.Select(key => key.Key),
            Is.EquivalentTo(sandbox.CreateClientOptions().PlatformKeys.Select(key => key.Key)));
        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromSeconds(7)), "The timeouts of the application stay.");
    }

    [Test]
    public async Task ToConfiguration_CertificatesOnly_ClientDownloadsThem()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { CertificatesOnly = true });
        using var provider = ProviderOf(sandbox, "WeChatPay", []);
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        await client.RenewPlatformKeysAsync();

        Assert.That(client.KeyStatus, Is.Not.Null.And.Property("IsRenewed").True);
    }

    [Test]
    public async Task ToConfiguration_WithoutSection_Throws()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();

        Assert.That(() => sandbox.ToConfiguration(null!), Throws.ArgumentNullException);
    }

    private static WeChatPayClientOptions OptionsOf(WeChatPaySandbox sandbox, string section, Dictionary<string, string?>? before = null)
    {
        using var provider = ProviderOf(sandbox, section, before ?? []);
        return provider.GetRequiredService<IOptionsMonitor<WeChatPayClientOptions>>().CurrentValue;
    }

    private static ServiceProvider ProviderOf(WeChatPaySandbox sandbox, string section, Dictionary<string, string?> before)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(before)
            .AddInMemoryCollection(sandbox.ToConfiguration(section))
            .Build();
        var services = new ServiceCollection();
        services.AddWeChatPay(section.Length == 0 ? configuration : configuration.GetSection(section));
        return services.BuildServiceProvider();
    }
}

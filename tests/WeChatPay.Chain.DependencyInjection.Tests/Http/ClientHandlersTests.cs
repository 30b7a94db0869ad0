using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.DependencyInjection.Tests.Support;

namespace WeChatPay.Chain.DependencyInjection.Tests.Http;

internal sealed class ClientHandlersTests
{
    [Test]
    public async Task Call_ThroughHttpClientFactory_SucceedsAndIsNotLoggedByIt()
    {
        var log = new LogLines();
        await using var platform = await LoopbackPlatform.StartAsync(TestMerchant.One);
        using var provider = Provider(
            platform, configure: services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        Assert.That((await client.Chain("v3/async").GetAsync()).StatusCode, Is.EqualTo(200));
        Assert.That(client.Chain("v3/sync").Get().StatusCode, Is.EqualTo(200));

        Assert.That(platform.Requests.Select(request => request.Path), Is.EqualTo(["/v3/async", "/v3/sync"]));
        Assert.That(
            log.Lines,
            Has.None.Contains("v3/async"),
            "The logging of IHttpClientFactory exposes URLs and, at trace level, the Authorization header.");
    }

    [Test]
    public async Task Call_Redirected_IsNotFollowedEvenIfTheApplicationEnablesIt()
    {
        await using var platform = await LoopbackPlatform.StartAsync(TestMerchant.One);
        using var provider = Provider(platform, builder =>
            builder.Http.UseSocketsHttpHandler((sockets, _) => (sockets.AllowAutoRedirect, sockets.UseCookies) = (true, true)));
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        await Assert.ThrowsAsync<WeChatPayApiException>(() => client.Chain("v3/moved").GetAsync());

        Assert.That(platform.Requests.Single().Path, Is.EqualTo("/v3/moved"));
    }

    [Test]
    public async Task Call_AfterAnother_SharesItsHandler()
    {
        var made = 0;
        await using var platform = await LoopbackPlatform.StartAsync(TestMerchant.One);
        using var provider = Provider(platform, builder => builder.Http.AddHttpMessageHandler(() => new CountingHandler(() => made++)));
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        await client.Chain("v3/x").GetAsync();
        await client.Chain("v3/x").GetAsync();

        Assert.That(made, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_AfterHandlerLifetime_UsesANewHandler()
    {
        var made = 0;
        await using var platform = await LoopbackPlatform.StartAsync(TestMerchant.One);
        // The minimum; IHttpClientFactory uses the system clock.
        using var provider = Provider(platform, builder => builder.Http
            .AddHttpMessageHandler(() => new CountingHandler(() => made++))
            .SetHandlerLifetime(TimeSpan.FromSeconds(1)));
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        while (made < 2)
        {
            Assert.That((await client.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Call_WithSecurity_PresentsTheCertificate()
    {
        using var server = ServerCertificate();
        using var certificate = TestMerchant.One.CreateCertificate();
        await using var platform = await LoopbackPlatform.StartAsync(TestMerchant.One, server);
        using var provider = Provider(platform, builder =>
        {
            Trust(builder.Http, server);
            Trust(builder.SecuredHttp, server);
            builder.Options.Configure(options => options.MerchantCertificate = certificate);
        });
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        await client.Chain("v3/secured").PostAsync(new { security = true });
        await client.Chain("v3/plain").PostAsync();
        client.Chain("v3/secured").Post(new { security = true });

        Assert.That(
            platform.Requests,
            Is.EqualTo([("/v3/secured", certificate.Thumbprint), ("/v3/plain", null), ("/v3/secured", certificate.Thumbprint)]));
    }

    [Test]
    public async Task Call_WithSecurityWithoutCertificate_ThrowsBeforeSending()
    {
        await using var platform = await LoopbackPlatform.StartAsync(TestMerchant.One);
        using var provider = Provider(platform);
        var client = provider.GetRequiredService<IWeChatPayClients>().Get();

        await Assert.ThrowsAsync(Is.InstanceOf<ArgumentException>().With.Property("ParamName").EqualTo("security"), () =>
            client.Chain("v3/x").PostAsync(new { security = true }));
        Assert.That(
            () => client.Chain("v3/x").Post(new { security = true }),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("security"));
        Assert.That(platform.Requests, Is.Empty);
    }

    private static ServiceProvider Provider(
        LoopbackPlatform platform, Action<WeChatPayBuilder>? refine = null, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddWeChatPay(TestMerchant.One.Section);
        builder.Options.Configure(options => options.BaseAddress = platform.Address);
        refine?.Invoke(builder);
        configure?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private static X509Certificate2 ServerCertificate()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static void Trust(IHttpClientBuilder http, X509Certificate2 server) =>
        http.UseSocketsHttpHandler((sockets, _) => sockets.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { server },
            RevocationMode = X509RevocationMode.NoCheck,
        });

    private sealed class CountingHandler : DelegatingHandler
    {
        public CountingHandler(Action made) => made();
    }
}

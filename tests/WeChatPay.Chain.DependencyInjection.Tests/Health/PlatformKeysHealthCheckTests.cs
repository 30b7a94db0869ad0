using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.DependencyInjection.Tests.Health;

internal sealed class PlatformKeysHealthCheckTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [TestCase(0, HealthStatus.Healthy, "expires in 40.0 days")]
    [TestCase(9, HealthStatus.Healthy, "expires in 31.0 days")]
    [TestCase(11, HealthStatus.Degraded, "expires in 29.0 days")]
    [TestCase(41, HealthStatus.Unhealthy, "have expired")]
    public async Task Check_FixedCertificates_ReportsDaysLeft(int daysLater, HealthStatus status, string description)
    {
        using var provider = Provider(With(days: [5, 40]));

        _clock.Advance(TimeSpan.FromDays(daysLater));
        var entry = await CheckAsync(provider);

        Assert.That(entry.Status, Is.EqualTo(status));
        Assert.That(entry.Description, Does.Contain(description));
        Assert.That(entry.Data.Values, Is.EquivalentTo(new object[] { 5.0 - daysLater, 40.0 - daysLater }));
    }

    [Test]
    public async Task Check_WithWarnBefore_UsesIt()
    {
        using var provider = Provider(With(days: [40]), warnBefore: TimeSpan.FromDays(41));

        Assert.That((await CheckAsync(provider)).Status, Is.EqualTo(HealthStatus.Degraded));
    }

    [Test]
    public async Task Check_PublicKey_IsHealthy()
    {
        using var provider = Provider(TestMerchant.One.Configuration);

        var entry = await CheckAsync(provider);

        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(entry.Data[$"days_left.{TestMerchant.PublicKeyId}"], Is.EqualTo("no expiry"));
    }

    [Test]
    public async Task Check_ClientForApiV2Only_IsHealthyWithoutKeys()
    {
        using var provider = Provider(new() { ["MerchantId"] = TestMerchant.One.Id, ["ApiV2Key"] = TestMerchant.One.ApiV2Key });

        var entry = await CheckAsync(provider);

        Assert.That(
            (entry.Status, entry.Description),
            Is.EqualTo((HealthStatus.Healthy, "No platform keys are configured: the client only makes APIv2 calls.")));
    }

    [TestCase(5, HealthStatus.Healthy)]
    [TestCase(2, HealthStatus.Degraded)]
    public async Task Check_DownloadedCertificates_ReportsRenewalAndDaysLeft(int daysLeft, HealthStatus status)
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { CertificatesOnly = true, TimeProvider = _clock });
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddWeChatPay("shop", sandbox.Configure);
        services.AddHealthChecks().AddWeChatPay("shop");
        using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IWeChatPayClients>().Get("shop");

        await client.RenewPlatformKeysAsync();
        var renewal = _clock.GetUtcNow();
        var certificate = client.KeyStatus.Keys.Single();
        _clock.Advance(certificate.Expiry!.Value - renewal - TimeSpan.FromDays(daysLeft));
        var entry = await CheckAsync(provider);

        Assert.That(entry.Status, Is.EqualTo(status));
        Assert.That(entry.Data, Is.EqualTo(
            new Dictionary<string, object> { [$"days_left.{certificate.Serial}"] = (double)daysLeft, ["last_renewal"] = renewal }));
    }

    [Test]
    public async Task Check_DownloadFailed_IsDegradedWithReason()
    {
        var values = TestMerchant.One.Configuration;
        values.Remove($"PlatformKeys:{TestMerchant.PublicKeyId}");
        values["DownloadPlatformCertificates"] = "true";
        values["Resilience"] = "false";
        using var provider = Provider(values);

        var before = await CheckAsync(provider);
        var client = provider.GetRequiredService<IWeChatPayClients>().Get("shop");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.RenewPlatformKeysAsync());
        var after = await CheckAsync(provider);

        Assert.That((before.Status, after.Status), Is.EqualTo((HealthStatus.Healthy, HealthStatus.Degraded)));
        Assert.That(before.Description, Does.Contain("will be downloaded"));
        Assert.That(after.Description, Does.Contain("failed").And.Not.Contain(UnreachableHandler.Reason));
        Assert.That(after.Data["last_failure"], Is.EqualTo(_clock.GetUtcNow()));
    }

    [Test]
    public async Task Check_ExpiredAfterFailedDownload_IsUnhealthyWithReason()
    {
        var values = With(days: [40]);
        values["DownloadPlatformCertificates"] = "true";
        values["Resilience"] = "false";
        using var provider = Provider(values);
        var client = provider.GetRequiredService<IWeChatPayClients>().Get("shop");
        await Assert.ThrowsAsync<HttpRequestException>(() => client.RenewPlatformKeysAsync());

        _clock.Advance(TimeSpan.FromDays(41));
        var entry = await CheckAsync(provider);

        Assert.That(entry.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(entry.Description, Does.Contain("have expired").And.Contain(client.KeyStatus.LastFailure));
    }

    private Dictionary<string, string?> With(int[] days)
    {
        var values = TestMerchant.One.Configuration;
        values.Remove($"PlatformKeys:{TestMerchant.PublicKeyId}");
        foreach (var day in days)
        {
            var (serial, pem) = TestMerchant.One.CreatePlatformCertificate(_clock.GetUtcNow().AddDays(day));
            values[$"PlatformKeys:{serial}"] = pem;
        }
        return values;
    }

    private ServiceProvider Provider(Dictionary<string, string?> values, TimeSpan? warnBefore = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddWeChatPay("shop", new ReloadableConfiguration(values).Section)
            .Options.Configure(options => options.PrimaryHandler = new UnreachableHandler());
        services.AddHealthChecks().AddWeChatPay("shop", warnBefore);
        return services.BuildServiceProvider();
    }

    private static async Task<HealthReportEntry> CheckAsync(ServiceProvider provider) =>
        (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["wechatpay:shop"];

    private sealed class UnreachableHandler : HttpMessageHandler
    {
        public const string Reason = "The message of a custom handler.";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromException<HttpResponseMessage>(new HttpRequestException(HttpRequestError.NameResolutionError, Reason));
    }
}

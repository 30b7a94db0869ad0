using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain.AspNetCore.Tests.Support;

namespace WeChatPay.Chain.AspNetCore.Tests.Health;

internal sealed class NotificationInboxHealthCheckTests
{
    [Test]
    public async Task Check_MemoryClaims_IsHealthy()
    {
        await using var host = await StartAsync(_ => { });

        Assert.That((await CheckAsync(host)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Check_ClaimsThatReportTheirHealth_IsTheirs([Values] HealthStatus status)
    {
        await using var host = await StartAsync(services => services.AddSingleton<INotificationClaims>(new CheckedClaims(status)));

        var result = await CheckAsync(host);

        Assert.That((result.Status, result.Description), Is.EqualTo((status, "As configured.")));
    }

    [Test]
    public async Task Check_WithFailedNotifications_IsDegraded()
    {
        var store = new SharedStore(TimeProvider.System);
        var key = new NotificationKey(TestMerchant.One.Id, "other", "1");
        await store.AddAsync(new StoredNotification(key, "", new Dictionary<string, string>(), default, DateTimeOffset.UtcNow, 0), default);
        await store.TakeAsync(key.MerchantId, key.Endpoint, TimeSpan.FromHours(1), default);
        await store.FailAsync(key, 1, "InvalidDataException", retryAfter: null, default);
        await using var host = await StartAsync(services => services.AddSingleton<INotificationStore>(store));

        var result = await CheckAsync(host);

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(result.Description, Does.StartWith("1 notifications were accepted"));
    }

    private static Task<WebHost> StartAsync(Action<IServiceCollection> configure) => WebHost.StartAsync(
        app => app.MapWeChatPayNotifications("/notify", new RecordingHandler().HandleAsync),
        services =>
        {
            services.AddHealthChecks().AddWeChatPayInbox();
            configure(services);
        });

    private static async Task<HealthReportEntry> CheckAsync(WebHost host)
    {
        var report = await host.App.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["wechatpay_inbox"];
    }

    private sealed class CheckedClaims(HealthStatus status) : INotificationClaims, IHealthCheck
    {
        private readonly MemoryNotificationClaims _memory = new(TimeProvider.System);

        public Task<ClaimResult> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
            _memory.ClaimAsync(key, owner, lifetime, cancellationToken);

        public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
            _memory.RenewAsync(key, owner, lifetime, cancellationToken);

        public Task<bool> CompleteAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
            _memory.CompleteAsync(key, owner, lifetime, cancellationToken);

        public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) =>
            _memory.ReleaseAsync(key, owner, cancellationToken);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(new HealthCheckResult(status, "As configured."));
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WeChatPay.Chain.DependencyInjection.Health;

/// <summary>Says for how long a client can still verify what the platform sends. Sends nothing itself.</summary>
internal sealed class PlatformKeysHealthCheck(IWeChatPayClients clients, string name, TimeSpan? warnBefore, TimeProvider timeProvider) : IHealthCheck
{
    // A certificate is renewed from seven days before its end on: with three left, that has failed for days.
    private static readonly TimeSpan _warnBeforeRenewed = TimeSpan.FromDays(3);
    private static readonly TimeSpan _warnBeforeFixed = TimeSpan.FromDays(30);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var keys = clients.Get(name).KeyStatus;
        var now = timeProvider.GetUtcNow();
        var (status, description) = Judge(keys, now);
        // How bad it is that nothing verifies is for the application to say.
        status = status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status;
        return Task.FromResult(new HealthCheckResult(status, description, data: Data(keys, now)));
    }

    private (HealthStatus Status, string Description) Judge(PlatformKeyStatus keys, DateTimeOffset now)
    {
        if (keys.Keys.Count > 0 && keys.Keys.All(key => key.Expiry <= now))
        {
            return (HealthStatus.Unhealthy, $"Every platform certificate has expired: nothing that the platform sends can be verified. {keys.LastFailure}".TrimEnd());
        }
        if (keys.LastFailure is { } failure)
        {
            return (HealthStatus.Degraded, $"The last download of the platform certificates failed. {failure}");
        }
        if (keys is { Keys.Count: 0, IsRenewed: false })
        {
            return (HealthStatus.Healthy, "No platform keys are configured: the client only makes APIv2 calls.");
        }
        if (keys.Keys.Count == 0)
        {
            return (HealthStatus.Healthy, "No platform certificate was needed yet; the first response or notification makes the client download them.");
        }
        if (keys.Keys.Any(key => key.Expiry is null))
        {
            return (HealthStatus.Healthy, "A platform key without an expiry is configured.");
        }
        // Certificates overlap: what counts is the last.
        var left = keys.Keys.Max(key => key.Expiry!.Value) - now;
        var isSoon = left < (warnBefore ?? (keys.IsRenewed ? _warnBeforeRenewed : _warnBeforeFixed));
        return (isSoon ? HealthStatus.Degraded : HealthStatus.Healthy, $"The last platform certificate expires in {left.TotalDays:0.0} days.");
    }

    private static Dictionary<string, object> Data(PlatformKeyStatus keys, DateTimeOffset now)
    {
        var data = new Dictionary<string, object>();
        foreach (var key in keys.Keys)
        {
            data[$"days_left.{key.Serial}"] = key.Expiry is { } expiry ? Math.Round((expiry - now).TotalDays, 1) : "no expiry";
        }
        if (keys.LastRenewal is { } renewal)
        {
            data["last_renewal"] = renewal;
        }
        if (keys.LastFailureTime is { } failure)
        {
            data["last_failure"] = failure;
        }
        return data;
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WeChatPay.Chain.DependencyInjection.Health;

/// <summary>Reports how long a client can still verify responses and notifications. Sends no requests.</summary>
internal sealed class PlatformKeysHealthCheck(IWeChatPayClients clients, string name, TimeSpan? warnBefore, TimeProvider timeProvider)
    : IHealthCheck
{
    // Certificates are renewed from seven days before they expire: with three days left, renewal has failed for days.
    private static readonly TimeSpan _renewedWarning = TimeSpan.FromDays(3);
    private static readonly TimeSpan _fixedWarning = TimeSpan.FromDays(30);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var keys = clients.Get(name).KeyStatus;
        var now = timeProvider.GetUtcNow();
        var (status, description) = Evaluate(keys, now);
        // The application decides how severe it is that nothing verifies.
        status = status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status;
        return Task.FromResult(new HealthCheckResult(status, description, data: CreateData(keys, now)));
    }

    private (HealthStatus Status, string Description) Evaluate(PlatformKeyStatus keys, DateTimeOffset now)
    {
        if (keys.Keys.Count > 0 && keys.Keys.All(key => key.Expiry <= now))
        {
            return (
                HealthStatus.Unhealthy,
                $"All platform certificates have expired: responses and notifications cannot be verified. {keys.LastFailure}".TrimEnd());
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
            return (HealthStatus.Healthy, "The platform certificates will be downloaded with the first response or notification.");
        }
        if (keys.Keys.Any(key => key.Expiry is null))
        {
            return (HealthStatus.Healthy, "A platform key that does not expire is configured.");
        }
        // Certificates overlap, so the last one decides.
        var left = keys.Keys.Max(key => key.Expiry!.Value) - now;
        var isSoon = left < (warnBefore ?? (keys.IsRenewed ? _renewedWarning : _fixedWarning));
        return (
            isSoon ? HealthStatus.Degraded : HealthStatus.Healthy,
            $"The last platform certificate expires in {left.TotalDays:0.0} days.");
    }

    private static Dictionary<string, object> CreateData(PlatformKeyStatus keys, DateTimeOffset now)
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

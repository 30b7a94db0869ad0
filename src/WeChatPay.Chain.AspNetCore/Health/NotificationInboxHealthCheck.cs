using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WeChatPay.Chain.AspNetCore.Health;

/// <summary>Reports whether notifications can be handled once, and whether any could not be handled at all.</summary>
/// <param name="inbox">The inbox, which may report its own health.</param>
/// <param name="store">The store of the background; <see langword="null"/> if the application has none.</param>
internal sealed class NotificationInboxHealthCheck(INotificationInbox inbox, INotificationStore? store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var result = inbox is IHealthCheck check
            ? await check.CheckHealthAsync(context, cancellationToken).ConfigureAwait(false)
            : HealthCheckResult.Healthy($"{inbox.GetType().Name} does not report its health.");
        if (result.Status == HealthStatus.Unhealthy)
        {
            // The application decides how severe it is that nothing is handled.
            return new HealthCheckResult(context.Registration.FailureStatus, result.Description, result.Exception, result.Data);
        }
        return await CountFailedAsync(cancellationToken).ConfigureAwait(false) is > 0 and var failed
            ? HealthCheckResult.Degraded(
                $"{failed} notifications were accepted, and their last attempt failed. List them with INotificationStore.ListFailedAsync, "
                + $"repair the cause, and call RunAgainAsync. {result.Description}",
                data: result.Data)
            : result;
    }

    private async Task<int> CountFailedAsync(CancellationToken cancellationToken) => store is null
        ? 0
        : (await store.CountAsync(cancellationToken).ConfigureAwait(false)).Sum(count => count.Failed);
}

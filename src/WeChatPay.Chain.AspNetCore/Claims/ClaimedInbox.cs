using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Diagnostics;

namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>
/// The default inbox: claims a notification, runs its handler while the claim is renewed, and records that the notification was handled.
/// </summary>
internal sealed class ClaimedInbox(INotificationClaims claims, TimeProvider timeProvider, ILogger<ClaimedInbox> logger)
    : INotificationInbox, IHealthCheck
{
    private readonly GuardedClaims _claims = new(claims, timeProvider);
    private readonly ActiveClaims _active = new();
    private readonly NonThrowingLogger _logger = new(logger);

    public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
    {
        var claim = new NotificationClaim(_claims, _active, run, timeProvider, _logger);
        switch (await claim.TakeAsync(cancellationToken).ConfigureAwait(false))
        {
            case InboxClaim.Completed:
                return InboxOutcome.HandledBefore;
            case InboxClaim.InProgress:
                return InboxOutcome.InProgress;
        }
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, claim.Lost);
            await run.HandleAsync(claim.Number, prepare: null, stop.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await claim.ReleaseAsync().ConfigureAwait(false);
            throw;
        }
        run.SetHandled();
        return await claim.CompleteAsync().ConfigureAwait(false) ? InboxOutcome.Handled : InboxOutcome.InProgress;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        claims is IHealthCheck check
            ? check.CheckHealthAsync(context, cancellationToken)
            : Task.FromResult(HealthCheckResult.Healthy($"{claims.GetType().Name} does not report its health."));
}

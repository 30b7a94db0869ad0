using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Clients;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Has each notification handled once: claims it, runs the handler or queues it, and is back in time for the answer.</summary>
internal sealed class NotificationHandling(
    INotificationInbox inbox, NotificationQueue queue, IServiceScopeFactory scopes, TimeProvider timeProvider, ILogger<NotificationHandling> logger)
{
    /// <param name="notification">What to handle.</param>
    /// <param name="merchantName">Whose it is.</param>
    /// <param name="merchant">Its client, as it was when the notification came.</param>
    /// <param name="options">The endpoint's.</param>
    /// <param name="late">Cancelled when the answer is due. Disposed when nothing looks at it any more, which may be later.</param>
    public async Task<NotificationOutcome> HandleAsync(
        ReceivedNotification notification, string merchantName, ClientGeneration merchant, NotificationOptions options, CancellationTokenSource late)
    {
        var claim = new NotificationClaim(inbox, new NotificationKey(merchant.Options.MerchantId, notification.Id), options, timeProvider, logger);
        var work = new NotificationWork(notification, merchantName, merchant.Client, claim, scopes, logger);
        var isLate = late.Token;
        // On the pool: a handler that blocks its thread must not keep the answer waiting.
        var outcome = Task.Run(() => options.InBackground ? QueueAsync(work, claim, late) : RunAsync(work, claim, late), CancellationToken.None);
        try
        {
            return await outcome.WaitAsync(isLate).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (isLate.IsCancellationRequested)
        {
            // What is left to do of it then is to write that down, which may wait.
            return work.IsHandled ? NotificationOutcome.Handled : Late(claim);
        }
    }

    private static async Task<NotificationOutcome> RunAsync(NotificationWork work, NotificationClaim claim, CancellationTokenSource late)
    {
        using var end = late;
        return await claim.TakeAsync(late.Token).ConfigureAwait(false) switch
        {
            InboxClaim.Granted => await work.RunAsync(late.Token).ConfigureAwait(false) ? NotificationOutcome.Handled : NotificationOutcome.Failed,
            var refusal => Refused(refusal),
        };
    }

    private async Task<NotificationOutcome> QueueAsync(NotificationWork work, NotificationClaim claim, CancellationTokenSource late)
    {
        using var end = late;
        var result = await claim.TakeAsync(late.Token).ConfigureAwait(false);
        if (result != InboxClaim.Granted)
        {
            return Refused(result);
        }
        // An answer that says no must stay true: what comes too late for the answer is given back.
        if (!late.IsCancellationRequested && queue.TryAdd(work))
        {
            return NotificationOutcome.Queued;
        }
        NotificationLog.QueueFull(logger, claim.Key);
        await claim.ReleaseAsync().ConfigureAwait(false);
        return NotificationOutcome.QueueFull;
    }

    private static NotificationOutcome Refused(InboxClaim claim) => claim switch
    {
        InboxClaim.Completed => NotificationOutcome.HandledBefore,
        _ => NotificationOutcome.BeingHandled,
    };

    private NotificationOutcome Late(NotificationClaim claim)
    {
        NotificationLog.TooSlow(logger, claim.Key);
        return NotificationOutcome.TooSlow;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Has each notification handled once: claims it, runs the handler or queues it, and is back in time for the response.</summary>
internal sealed class NotificationHandling(
    INotificationInbox inbox,
    NotificationQueue queue,
    HandlerThreads threads,
    UnfinishedNotifications unfinished,
    IServiceScopeFactory scopes,
    TimeProvider timeProvider,
    ILogger<NotificationHandling> logger)
{
    // How long a response that is due waits for callbacks on the handler's token.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(200);

    private readonly GuardedInbox _inbox = new(inbox, timeProvider);
    private readonly ActiveClaims _active = new();
    private readonly QuietLogger _logger = new(logger);

    /// <param name="notification">What to handle.</param>
    /// <param name="endpoint">See <see cref="NotificationKey.Endpoint"/>.</param>
    /// <param name="merchant">Its client, as it was when the notification came.</param>
    /// <param name="options">The endpoint's.</param>
    /// <param name="late">When the response is due.</param>
    public async Task<NotificationOutcome> HandleAsync(
        ReceivedNotification notification, string endpoint, Merchant merchant, NotificationOptions options, ResponseDeadline late)
    {
        var key = new NotificationKey(merchant.MerchantId, endpoint, notification.Id);
        var claim = new NotificationClaim(_inbox, _active, key, options, timeProvider, _logger);
        var work = new NotificationWork(notification, merchant.Name, merchant.Client, claim, threads, scopes, _logger);
        // On the pool: an inbox that blocks its caller must not keep the response waiting.
        var outcome = Task.Run(
            () => options.InBackground ? QueueAsync(work, claim, late.Token) : RunAsync(work, claim, late.Token), CancellationToken.None);
        unfinished.Add(outcome);
        await Task.WhenAny(outcome, late.Passed).ConfigureAwait(false);
        if (outcome.IsCompleted && !(outcome.IsCanceled && late.Token.IsCancellationRequested))
        {
            return await outcome.ConfigureAwait(false);
        }
        if (!work.IsHandled)
        {
            // The handler stops before the platform retries, unless it takes its time.
            await Task.WhenAny(work.Cancelled, Task.Delay(_patience, CancellationToken.None)).ConfigureAwait(false);
        }
        // What is left to do then of a notification that is handled is to write that down, which may wait.
        return work.IsHandled ? NotificationOutcome.Handled : Late(claim, outcome);
    }

    private static async Task<NotificationOutcome> RunAsync(NotificationWork work, NotificationClaim claim, CancellationToken late)
    {
        var result = await claim.TakeAsync(late).ConfigureAwait(false);
        if (result != InboxClaim.Granted)
        {
            return NotGranted(result);
        }
        var isHandled = await work.HandleAsync(late, claim.Lost).ConfigureAwait(false);
        await work.EndAsync().ConfigureAwait(false);
        return isHandled ? NotificationOutcome.Handled : NotificationOutcome.Failed;
    }

    private async Task<NotificationOutcome> QueueAsync(NotificationWork work, NotificationClaim claim, CancellationToken late)
    {
        var result = await claim.TakeAsync(late).ConfigureAwait(false);
        if (result != InboxClaim.Granted)
        {
            return NotGranted(result);
        }
        // A response that denies it must stay true: what comes too late for the response is given back.
        if (!late.IsCancellationRequested && queue.TryAdd(work))
        {
            return NotificationOutcome.Queued;
        }
        NotificationLog.QueueFull(_logger, claim.Key);
        await claim.ReleaseAsync().ConfigureAwait(false);
        return NotificationOutcome.QueueFull;
    }

    // The platform was told that it is late; what became of it shows here.
    private static async Task CountAsync(NotificationKey key, Task<NotificationOutcome> late)
    {
        await ((Task)late).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (late is { IsCompletedSuccessfully: true, Result: NotificationOutcome.Handled or NotificationOutcome.Failed })
        {
            NotificationInstruments.Count(late.Result, key.Endpoint, key.MerchantId);
        }
    }

    private static NotificationOutcome NotGranted(InboxClaim claim) => claim switch
    {
        InboxClaim.Completed => NotificationOutcome.HandledBefore,
        _ => NotificationOutcome.BeingHandled,
    };

    private NotificationOutcome Late(NotificationClaim claim, Task<NotificationOutcome> outcome)
    {
        NotificationLog.TooSlow(_logger, claim.Key);
        _ = CountAsync(claim.Key, outcome);
        return NotificationOutcome.TooSlow;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Claims;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>Has each notification handled once: claims it, runs its handler or queues it, and returns in time for the response.</summary>
internal sealed class NotificationDispatcher(
    INotificationInbox inbox,
    NotificationQueue queue,
    HandlerTaskScheduler scheduler,
    PendingNotifications pending,
    IServiceScopeFactory scopes,
    TimeProvider timeProvider,
    ILogger<NotificationDispatcher> logger)
{
    // How long a response that is due waits for callbacks on the handler's token.
    private static readonly TimeSpan _callbackTimeout = TimeSpan.FromMilliseconds(200);

    private readonly GuardedInbox _inbox = new(inbox, timeProvider);
    private readonly ActiveClaims _active = new();
    private readonly NonThrowingLogger _logger = new(logger);

    /// <param name="key">Identifies the notification.</param>
    /// <param name="notification">The notification to handle.</param>
    /// <param name="merchant">The merchant, with its client as it was when the notification arrived.</param>
    /// <param name="options">The options of the endpoint.</param>
    /// <param name="deadline">When the response is due.</param>
    public async Task<NotificationOutcome> DispatchAsync(
        NotificationKey key, ReceivedNotification notification, Merchant merchant, NotificationOptions options, ResponseDeadline deadline)
    {
        var claim = new NotificationClaim(_inbox, _active, key, options, timeProvider, _logger);
        var work = new NotificationWork(notification, merchant, claim, scheduler, scopes, _logger);
        // On the thread pool: an inbox that blocks its caller must not delay the response.
        var outcome = Task.Run(
            () => options.InBackground ? QueueAsync(work, claim, deadline.Token) : RunAsync(work, claim, deadline.Token),
            CancellationToken.None);
        pending.Add(outcome);
        await Task.WhenAny(outcome, deadline.Passed).ConfigureAwait(false);
        if (outcome.IsCompleted && !(outcome.IsCanceled && deadline.Token.IsCancellationRequested))
        {
            return await outcome.ConfigureAwait(false);
        }
        if (!work.IsHandled)
        {
            // Lets the handler stop before the platform retries.
            await Task.WhenAny(work.Cancellation, Task.Delay(_callbackTimeout, CancellationToken.None)).ConfigureAwait(false);
        }
        // If the handler has succeeded, only the record in the inbox is missing, and the response does not wait for that.
        return work.IsHandled ? NotificationOutcome.Handled : TooSlow(claim, outcome);
    }

    private static async Task<NotificationOutcome> RunAsync(NotificationWork work, NotificationClaim claim, CancellationToken deadline)
    {
        var result = await claim.TakeAsync(deadline).ConfigureAwait(false);
        if (result != InboxClaim.Granted)
        {
            return NotGranted(result);
        }
        var isHandled = await work.HandleAsync(deadline, claim.Lost).ConfigureAwait(false);
        await work.EndAsync().ConfigureAwait(false);
        return isHandled ? NotificationOutcome.Handled : NotificationOutcome.Failed;
    }

    private async Task<NotificationOutcome> QueueAsync(NotificationWork work, NotificationClaim claim, CancellationToken deadline)
    {
        var result = await claim.TakeAsync(deadline).ConfigureAwait(false);
        if (result != InboxClaim.Granted)
        {
            return NotGranted(result);
        }
        // After the deadline, the response has already asked for a retry, so the notification must not be handled now.
        if (!deadline.IsCancellationRequested && queue.TryAdd(work))
        {
            return NotificationOutcome.Queued;
        }
        NotificationLog.QueueFull(_logger, claim.Key);
        await claim.ReleaseAsync().ConfigureAwait(false);
        return NotificationOutcome.QueueFull;
    }

    private static NotificationOutcome NotGranted(InboxClaim claim) => claim switch
    {
        InboxClaim.Completed => NotificationOutcome.HandledBefore,
        _ => NotificationOutcome.BeingHandled,
    };

    private NotificationOutcome TooSlow(NotificationClaim claim, Task<NotificationOutcome> outcome)
    {
        NotificationLog.TooSlow(_logger, claim.Key);
        _ = CountAsync(claim.Key, outcome);
        return NotificationOutcome.TooSlow;
    }

    // Counts the final outcome of a notification whose response was sent before its handler ended.
    private static async Task CountAsync(NotificationKey key, Task<NotificationOutcome> outcome)
    {
        await ((Task)outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (outcome is { IsCompletedSuccessfully: true, Result: NotificationOutcome.Handled or NotificationOutcome.Failed })
        {
            NotificationInstruments.Count(outcome.Result, key.Endpoint, key.MerchantId);
        }
    }
}

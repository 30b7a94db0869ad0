using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Background;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>Passes each notification to the inbox or to the background, and returns in time for the response.</summary>
internal sealed class NotificationDispatcher(
    INotificationInbox inbox,
    NotificationQueues queues,
    HandlerServices services,
    EndpointLimits limits,
    PendingNotifications pending,
    ILogger<NotificationDispatcher> logger)
{
    // How long a response that is due waits for callbacks on the handler's token.
    private static readonly TimeSpan _callbackTimeout = TimeSpan.FromMilliseconds(200);

    private readonly NonThrowingLogger _logger = new(logger);

    /// <param name="delivery">The notification to handle.</param>
    /// <param name="options">The options of the endpoint.</param>
    /// <param name="deadline">When the response is due.</param>
    public async Task<NotificationOutcome> DispatchAsync(
        NotificationDelivery delivery, NotificationOptions options, ResponseDeadline deadline)
    {
        if (options.Background != NotificationBackground.None)
        {
            return await QueueAsync(delivery, options, deadline).ConfigureAwait(false);
        }
        if (!limits.TryEnter(delivery.Key, options.MaxConcurrentHandlers))
        {
            NotificationLog.TooManyHandlers(_logger, delivery.Key, options.MaxConcurrentHandlers);
            return NotificationOutcome.Busy;
        }
        var run = new NotificationRun(delivery.Key, delivery.Notification, delivery.Merchant, options, services);
        // On the thread pool: an inbox that blocks its caller must not delay the response.
        var outcome = Task.Run(() => RunAsync(run, deadline.Token), CancellationToken.None);
        pending.Add(outcome);
        await Task.WhenAny(outcome, deadline.Passed).ConfigureAwait(false);
        if (outcome.IsCompleted && !(outcome.IsCanceled && deadline.Token.IsCancellationRequested))
        {
            return await outcome.ConfigureAwait(false);
        }
        if (!run.IsHandled)
        {
            // Lets the handler stop before the platform retries.
            await Task.WhenAny(run.Cancellation, Task.Delay(_callbackTimeout, CancellationToken.None)).ConfigureAwait(false);
        }
        // If the handler has succeeded, only the record in the inbox is missing, and the response does not wait for that.
        return run.IsHandled ? NotificationOutcome.Handled : TooSlow(delivery.Key, outcome);
    }

    private async Task<NotificationOutcome> RunAsync(NotificationRun run, CancellationToken deadline)
    {
        try
        {
            return await inbox.RunOnceAsync(run, deadline).ConfigureAwait(false) switch
            {
                InboxOutcome.Handled => NotificationOutcome.Handled,
                InboxOutcome.HandledBefore => NotificationOutcome.HandledBefore,
                _ => NotificationOutcome.BeingHandled,
            };
        }
        catch (Exception) when (run.HandlerFailure is not null)
        {
            return NotificationOutcome.Failed;
        }
        finally
        {
            run.End();
            limits.Exit(run.Key);
        }
    }

    private async Task<NotificationOutcome> QueueAsync(
        NotificationDelivery delivery, NotificationOptions options, ResponseDeadline deadline)
    {
        var adding = Task.Run(() => queues.AddAsync(delivery, options.Background, deadline.Token), CancellationToken.None);
        pending.Add(adding);
        await Task.WhenAny(adding, deadline.Passed).ConfigureAwait(false);
        if (!adding.IsCompleted || adding.IsCanceled)
        {
            // It may be stored all the same; the next delivery is then the same notification.
            NotificationLog.TooSlow(_logger, delivery.Key);
            return NotificationOutcome.TooSlow;
        }
        if (await adding.ConfigureAwait(false))
        {
            return NotificationOutcome.Queued;
        }
        NotificationLog.QueueFull(_logger, delivery.Key);
        return NotificationOutcome.QueueFull;
    }

    private NotificationOutcome TooSlow(NotificationKey key, Task<NotificationOutcome> outcome)
    {
        NotificationLog.TooSlow(_logger, key);
        _ = CountAsync(key, outcome);
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

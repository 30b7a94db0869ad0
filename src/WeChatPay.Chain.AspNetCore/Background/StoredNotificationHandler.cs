using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Handling;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Handles one stored notification: verifies it again, passes it to the inbox, and records the outcome in the store.</summary>
internal sealed class StoredNotificationHandler(
    INotificationInbox inbox,
    StoredEndpoints endpoints,
    HandlerServices services,
    IOptions<NotificationQueueOptions> options,
    TimeProvider timeProvider,
    ILogger<StoredNotificationHandler> logger)
{
    // The shutdown of an instance may interrupt an attempt that is not to blame.
    private const int MaxInterruptedAttempts = 5;

    // How long an inbox may take before and after the handler.
    private static readonly TimeSpan _inboxTimeout = TimeSpan.FromMinutes(5);

    private readonly NonThrowingLogger _logger = new(logger);

    /// <summary>How long a notification is taken. The lease is renewed while its handler runs.</summary>
    public static TimeSpan Lease { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Starts to handle a notification that was taken from a store. The tasks do not fail.</summary>
    /// <param name="stored">The notification.</param>
    /// <param name="store">Records the outcome.</param>
    /// <param name="abort">Cancels the handler. The notification is then due again.</param>
    /// <returns>When the handler has ended, and when the outcome is recorded.</returns>
    public (Task HandlerEnded, Task Recorded) Begin(StoredNotification stored, INotificationStore store, CancellationToken abort)
    {
        var handlerEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (handlerEnded.Task, Task.Run(() => HandleAsync(stored, store, handlerEnded, abort), CancellationToken.None));
    }

    private async Task HandleAsync(
        StoredNotification stored, INotificationStore store, TaskCompletionSource handlerEnded, CancellationToken abort)
    {
        var lease = new LeaseRenewal(store, stored, Lease, timeProvider, _logger);
        await using var renewal = lease.ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, lease.Lost);
        string? error;
        try
        {
            error = await RunAsync(stored, handlerEnded, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            error = Describe(exception);
        }
        handlerEnded.TrySetResult();
        try
        {
            await RecordAsync(stored, store, error, abort.IsCancellationRequested).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The lease expires, and the inbox knows whether the notification was handled.
            NotificationLog.StoreFailed(_logger, exception);
        }
    }

    /// <returns>Why the notification was not handled; <see langword="null"/> if it was.</returns>
    private async Task<string?> RunAsync(StoredNotification stored, TaskCompletionSource handlerEnded, CancellationToken cancellationToken)
    {
        if (stored.Attempt > options.Value.MaxAttempts + MaxInterruptedAttempts)
        {
            return "The last attempts ended with their processes, or their outcomes could not be recorded.";
        }
        if (endpoints.Find(stored.Key, stored.Client) is not { } found)
        {
            var problem = $"No endpoint '{stored.Key.Endpoint}' with a client '{stored.Client}' is mapped in this application.";
            NotificationLog.StoredUnreadable(_logger, null, stored.Key, problem);
            return problem;
        }
        var (merchant, notification) = stored.Delivery is { } delivery
            ? (delivery.Merchant, delivery.Notification)
            : (found.Merchant, await ReadAsync(found, stored, cancellationToken).ConfigureAwait(false));
        var run = new NotificationRun(stored.Key, notification, merchant, found.Endpoint.Options, services);
        _ = run.HandlerEnded.ContinueWith(
            static (_, ended) => ((TaskCompletionSource)ended!).TrySetResult(), handlerEnded, TaskScheduler.Default);
        var timeout = run.MaxHandlerTime + run.ClaimLifetime + _inboxTimeout;
        timeout = timeout < NotificationOptions.MaxTime ? timeout : NotificationOptions.MaxTime;
        var running = inbox.RunOnceAsync(run, cancellationToken);
        // An inbox that hangs would keep the worker, and the lease, until the process ends.
        return await running.WaitAsync(timeout, timeProvider, CancellationToken.None).ConfigureAwait(false) switch
        {
            InboxOutcome.Handled or InboxOutcome.HandledBefore => null,
            _ => "Another delivery of the notification is being handled.",
        };
    }

    private async Task<ReceivedNotification> ReadAsync(
        (NotificationEndpoint Endpoint, Merchant Merchant) found, StoredNotification stored, CancellationToken cancellationToken)
    {
        try
        {
            return await found.Endpoint.ReadStoredAsync(found.Merchant, stored, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.StoredUnreadable(_logger, exception, stored.Key, exception.Message);
            throw;
        }
    }

    private async Task RecordAsync(StoredNotification stored, INotificationStore store, string? error, bool isAborted)
    {
        if (error is null)
        {
            await store.CompleteAsync(stored.Key, CancellationToken.None).ConfigureAwait(false);
            NotificationInstruments.Count(NotificationOutcome.Handled, stored.Key.Endpoint, stored.Key.MerchantId);
            return;
        }
        NotificationInstruments.Count(NotificationOutcome.Failed, stored.Key.Endpoint, stored.Key.MerchantId);
        var pause = isAborted ? TimeSpan.Zero : PauseAfter(stored.Attempt);
        if (await store.FailAsync(stored.Key, stored.Attempt, error, pause, CancellationToken.None).ConfigureAwait(false))
        {
            LogFailure(stored, pause);
        }
    }

    private void LogFailure(StoredNotification stored, TimeSpan? pause)
    {
        if (pause is { } next)
        {
            NotificationLog.WillRetry(_logger, stored.Key, stored.Attempt, next);
        }
        else
        {
            NotificationInstruments.CountLostNotification(stored.Key);
            NotificationLog.Lost(_logger, stored.Key);
        }
    }

    // The message of a handler's exception is code of the application, which can throw.
    private static string Describe(Exception exception)
    {
        try
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
        catch (Exception)
        {
            return exception.GetType().Name;
        }
    }

    /// <returns><see langword="null"/> after the last attempt.</returns>
    private TimeSpan? PauseAfter(int attempt)
    {
        var queue = options.Value;
        if (attempt >= queue.MaxAttempts)
        {
            return null;
        }
        // The exponent is limited, because the product would overflow.
        var pause = queue.FirstRetryDelay * Math.Pow(2, Math.Min(attempt - 1, 30));
        return pause < queue.MaxRetryDelay ? pause : queue.MaxRetryDelay;
    }
}

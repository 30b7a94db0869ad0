using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>A claimed notification and its handler, to be run once.</summary>
internal sealed class NotificationWork(
    ReceivedNotification notification,
    string merchantName,
    WeChatPayClient client,
    NotificationClaim claim,
    HandlerThreads threads,
    IServiceScopeFactory scopes,
    ILogger logger)
{
    private readonly HandlerCancellation _cancellation = new(threads, claim.Key, logger);
    private volatile bool _isRunning;
    private volatile bool _isHandled;

    /// <summary>True from the moment when the handler has succeeded.</summary>
    public bool IsHandled => _isHandled;

    /// <summary>Completed when the handler does not run, or has been told to stop.</summary>
    public Task Cancelled => _isRunning ? _cancellation.Finished : Task.CompletedTask;

    /// <summary>Runs the handler, unless another instance has handled the notification. Does not throw.</summary>
    /// <param name="stop">Cancels the handler.</param>
    /// <param name="alsoStop">Cancels it too.</param>
    /// <returns>Whether the notification is handled; <see cref="EndAsync"/> writes it down.</returns>
    public async Task<bool> HandleAsync(CancellationToken stop, CancellationToken alsoStop = default)
    {
        if (claim.IsHandledElsewhere)
        {
            NotificationLog.HandledElsewhere(logger, claim.Key);
            return _isHandled = true;
        }
        using var stopping = _cancellation.Follow(stop);
        using var alsoStopping = _cancellation.Follow(alsoStop);
        _isRunning = true;
        try
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Task.Factory.StartNew(() => RunAsync(ended), CancellationToken.None, TaskCreationOptions.DenyChildAttach, threads);
            await ended.Task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.HandlerFailed(logger, exception, claim.Key);
        }
        _isRunning = false;
        return _isHandled;
    }

    /// <summary>Makes the claim final when the notification is handled, and gives it back when it is not. Does not throw.</summary>
    public Task EndAsync() => _isHandled ? claim.CompleteAsync() : claim.ReleaseAsync();

    public NotificationKey Key => claim.Key;

    public override string ToString() => Key.ToString();

    // The awaits here resume on the handler's threads. The scope ends after the handler's success or error is known, and changes neither.
    private async Task RunAsync(TaskCompletionSource ended)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(true))
            {
                await RunAsync(scope.ServiceProvider, ended).ConfigureAwait(true);
            }
        }
        catch (Exception exception)
        {
            if (!ended.TrySetException(exception))
            {
                NotificationLog.ScopeFailed(logger, exception, claim.Key);
            }
        }
    }

    private async Task RunAsync(IServiceProvider services, TaskCompletionSource ended)
    {
        try
        {
            _cancellation.ThrowIfRequested();
            var context = new NotificationContext(merchantName, client, services);
            await notification.HandleAsync(context, _cancellation.Token).ConfigureAwait(true);
            _isHandled = true;
            ended.SetResult();
        }
        catch (Exception exception)
        {
            ended.SetException(exception);
        }
    }
}

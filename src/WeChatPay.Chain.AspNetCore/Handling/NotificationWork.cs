using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore.Claims;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>A claimed notification and its handler, which runs once.</summary>
internal sealed class NotificationWork(
    ReceivedNotification notification,
    Merchant merchant,
    NotificationClaim claim,
    HandlerTaskScheduler scheduler,
    IServiceScopeFactory scopes,
    ILogger logger)
{
    private readonly HandlerCancellation _cancellation = new(scheduler, claim.Key, logger);
    private volatile bool _isRunning;
    private volatile bool _isHandled;

    public NotificationKey Key => claim.Key;

    /// <summary>Whether the handler has succeeded.</summary>
    public bool IsHandled => _isHandled;

    /// <summary>Completes when the handler was told to stop; completed while the handler does not run.</summary>
    public Task Cancellation => _isRunning ? _cancellation.Finished : Task.CompletedTask;

    /// <summary>Runs the handler, unless another instance has handled the notification. Does not throw.</summary>
    /// <param name="cancellationToken">Cancels the handler.</param>
    /// <param name="lost">Also cancels the handler.</param>
    /// <returns>Whether the notification is handled; <see cref="EndAsync"/> records it.</returns>
    public async Task<bool> HandleAsync(CancellationToken cancellationToken, CancellationToken lost = default)
    {
        if (claim.IsHandledElsewhere)
        {
            NotificationLog.HandledElsewhere(logger, claim.Key);
            return _isHandled = true;
        }
        using var link = _cancellation.LinkTo(cancellationToken);
        using var lostLink = _cancellation.LinkTo(lost);
        _isRunning = true;
        try
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ = Task.Factory.StartNew(() => RunAsync(ended), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
            await ended.Task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            NotificationLog.HandlerFailed(logger, exception, claim.Key);
        }
        _isRunning = false;
        return _isHandled;
    }

    /// <summary>Completes the claim if the notification is handled; otherwise releases it. Does not throw.</summary>
    public Task EndAsync() => _isHandled ? claim.CompleteAsync() : claim.ReleaseAsync();

    // The awaits resume on the handler's threads. The scope is disposed after the handler's outcome is known, and does not change it.
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
            var context = new NotificationContext(merchant.Name, merchant.Client, services);
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

using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Handling;
using WeChatPay.Chain.AspNetCore.Threading;

namespace WeChatPay.Chain.AspNetCore;

/// <summary>One delivery of a notification and its handler, which an <see cref="INotificationInbox"/> runs.</summary>
public sealed class NotificationRun
{
    // How long a handler that was told to stop may take to do so, before its notification is freed.
    private static readonly TimeSpan _stopTimeout = TimeSpan.FromSeconds(5);

    private readonly ReceivedNotification _notification;
    private readonly Merchant _merchant;
    private readonly NotificationOptions _options;
    private readonly HandlerServices _services;
    private readonly HandlerCancellation _cancellation;
    private readonly TaskCompletionSource _handlerEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private volatile bool _isRunning;

    internal NotificationRun(
        NotificationKey key, ReceivedNotification notification, Merchant merchant, NotificationOptions options, HandlerServices services)
    {
        Key = key;
        _notification = notification;
        _merchant = merchant;
        _options = options;
        _services = services;
        _cancellation = new HandlerCancellation(services.Scheduler, key, services.Logger);
    }

    /// <summary>Gets the key of the notification.</summary>
    public NotificationKey Key { get; }

    /// <inheritdoc cref="NotificationOptions.ClaimLifetime"/>
    public TimeSpan ClaimLifetime => _options.ClaimLifetime;

    /// <inheritdoc cref="NotificationOptions.RememberFor"/>
    public TimeSpan RememberFor => _options.RememberFor;

    /// <inheritdoc cref="NotificationOptions.MaxHandlerTime"/>
    public TimeSpan MaxHandlerTime => _options.MaxHandlerTime;

    /// <summary>Whether the handler has succeeded, and a record of it is only being written.</summary>
    internal bool IsHandled { get; private set; }

    /// <summary>The exception of the handler, if it failed.</summary>
    internal Exception? HandlerFailure { get; private set; }

    /// <summary>Completes when the handler was told to stop; completed while the handler does not run.</summary>
    internal Task Cancellation => _isRunning ? _cancellation.Finished : Task.CompletedTask;

    /// <summary>Completes when the handler has ended, or will not run. What remains is the work of the inbox.</summary>
    internal Task HandlerEnded => _handlerEnded.Task;

    /// <summary>Runs the handler in a new service scope, on threads that it may block.</summary>
    /// <param name="attempt">The <see cref="NotificationContext.Attempt"/>.</param>
    /// <param name="prepare">
    /// Called with the services of the scope before the handler, for example to give it a transaction; <see langword="null"/> for nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the handler.</param>
    /// <returns>A task that completes when the handler has succeeded.</returns>
    /// <exception cref="TimeoutException">
    /// The handler has not ended <see cref="MaxHandlerTime"/> after its start, although it was canceled then. It may still be running.
    /// </exception>
    /// <exception cref="Exception">The handler failed or was canceled.</exception>
    /// <exception cref="InvalidOperationException">The method was called before.</exception>
    public async Task HandleAsync(long attempt, Action<IServiceProvider>? prepare, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _calls) > 1)
        {
            throw new InvalidOperationException("The handler of a notification runs once for each call of RunOnceAsync.");
        }
        var started = _services.TimeProvider.GetTimestamp();
        try
        {
            await RunAsync(attempt, prepare, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            HandlerFailure = exception;
            NotificationLog.HandlerFailed(_services.Logger, exception, Key);
            throw;
        }
        finally
        {
            NotificationInstruments.RecordHandler(Key, HandlerFailure is null, _services.TimeProvider.GetElapsedTime(started));
            _isRunning = false;
            _handlerEnded.TrySetResult();
        }
    }

    /// <summary>Tells a response that is due that only the record of the success is missing.</summary>
    internal void SetHandled() => IsHandled = true;

    /// <summary>Completes <see cref="HandlerEnded"/> if the inbox did not run the handler.</summary>
    internal void End() => _handlerEnded.TrySetResult();

    private async Task RunAsync(long attempt, Action<IServiceProvider>? prepare, CancellationToken cancellationToken)
    {
        using var link = _cancellation.LinkTo(cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = _services.TimeProvider.CreateTimer(
            static self => ((HandlerCancellation)self!).Request(), _cancellation, MaxHandlerTime, Timeout.InfiniteTimeSpan);
        _isRunning = true;
        _ = Task.Factory.StartNew(
            () => RunAsync(attempt, prepare, ended), CancellationToken.None, TaskCreationOptions.DenyChildAttach, _services.Scheduler);
        try
        {
            await ended.Task.WaitAsync(MaxHandlerTime + _stopTimeout, _services.TimeProvider, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!ended.Task.IsCompleted)
        {
            throw new TimeoutException(
                $"The handler has not ended {MaxHandlerTime} after its start (MaxHandlerTime), although it was canceled then. "
                + "The notification is handled again, perhaps while this handler is still running.");
        }
    }

    // The awaits resume on the handler's threads. The scope is disposed after the handler's outcome is known, and does not change it.
    private async Task RunAsync(long attempt, Action<IServiceProvider>? prepare, TaskCompletionSource ended)
    {
        try
        {
            var scope = _services.Scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(true))
            {
                prepare?.Invoke(scope.ServiceProvider);
                await RunAsync(attempt, scope.ServiceProvider, ended).ConfigureAwait(true);
            }
        }
        catch (Exception exception)
        {
            if (!ended.TrySetException(exception))
            {
                NotificationLog.ScopeFailed(_services.Logger, exception, Key);
            }
        }
    }

    private async Task RunAsync(long attempt, IServiceProvider services, TaskCompletionSource ended)
    {
        try
        {
            _cancellation.ThrowIfRequested();
            var context = new NotificationContext(_merchant.Name, _merchant.Client, services, Key, attempt);
            await _notification.HandleAsync(context, _cancellation.Token).ConfigureAwait(true);
            ended.SetResult();
        }
        catch (Exception exception)
        {
            ended.SetException(exception);
        }
    }
}

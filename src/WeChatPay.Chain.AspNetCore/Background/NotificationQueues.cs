using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.AspNetCore.Diagnostics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Handling;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>
/// The notifications that are handled in the background: those in the store of the application, if it has one, and those in memory.
/// </summary>
internal sealed class NotificationQueues : IHostedService, IDisposable
{
    private readonly MemoryNotificationStore _memory;
    private readonly NotificationQueue _inMemory;
    private readonly NotificationQueue? _stored;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly QueueGauges _gauges;
    private readonly PendingNotifications _pending;

    public NotificationQueues(
        IServiceProvider services,
        MemoryNotificationStore memory,
        StoredNotificationHandler handler,
        IOptions<NotificationQueueOptions> options,
        IHostApplicationLifetime lifetime,
        PendingNotifications pending,
        TimeProvider timeProvider,
        ILogger<NotificationQueues> logger)
    {
        _pending = pending;
        _lifetime = lifetime;
        _timeProvider = timeProvider;
        _logger = new NonThrowingLogger(logger);
        _memory = memory;
        _inMemory = new NotificationQueue(_memory, drains: true, handler, options.Value, timeProvider, _logger);
        _stored = services.GetService<INotificationStore>() is { } store and not MemoryNotificationStore
            ? new NotificationQueue(store, drains: false, handler, options.Value, timeProvider, _logger)
            : null;
        _gauges = new QueueGauges(_stored is null ? [_inMemory] : [_inMemory, _stored]);
    }

    /// <returns><see langword="false"/> if the store is full or the application is shutting down.</returns>
    public async Task<bool> AddAsync(NotificationDelivery delivery, NotificationBackground background, CancellationToken cancellationToken)
    {
        if (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
        var notification = delivery.ToStored(_timeProvider.GetUtcNow());
        if (background == NotificationBackground.Stored)
        {
            return await _stored!.AddAsync(notification, cancellationToken).ConfigureAwait(false);
        }
        return await _inMemory.AddAsync(notification with { Delivery = delivery }, cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The queue in memory starts with its first notification. The stored ones wait until the endpoints are mapped and everything that a
        // handler needs has started.
        _lifetime.ApplicationStarted.UnsafeRegister(static self => ((NotificationQueues)self!)._stored?.Start(), this);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_inMemory.StopAsync(cancellationToken), _stored?.StopAsync(cancellationToken) ?? Task.CompletedTask)
            .ConfigureAwait(false);
        // Handlers that outlived their response.
        await _pending.FinishAsync(Task.CompletedTask).ConfigureAwait(false);
        foreach (var key in _memory.RemoveAll())
        {
            NotificationInstruments.CountLostNotification(key);
            NotificationLog.Lost(_logger, key);
        }
    }

    public void Dispose()
    {
        _gauges.Dispose();
        _inMemory.Dispose();
        _stored?.Dispose();
    }
}

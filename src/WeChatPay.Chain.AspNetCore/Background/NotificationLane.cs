using WeChatPay.Chain.AspNetCore.Handling;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>
/// Handles the stored notifications of one endpoint of one merchant with a fixed number of workers, so that they delay no other endpoint
/// and no other merchant.
/// </summary>
/// <param name="take">Takes the next notification that is due. Does not throw.</param>
/// <param name="handle">Handles it. Does not throw.</param>
/// <param name="workers">The maximum number that are handled concurrently.</param>
internal sealed class NotificationLane(
    Func<Task<StoredNotification?>> take, Func<StoredNotification, Task> handle, int workers)
{
    private readonly Lock _lock = new();
    private readonly PendingNotifications _running = new();
    private int _wanted;
    private int _active;
    private bool _isStopping;
    private bool _isDraining;

    /// <summary>Says that notifications are due. Workers start as they are needed, and end when nothing is due.</summary>
    public void Wake(int due)
    {
        lock (_lock)
        {
            if (_isStopping)
            {
                return;
            }
            _wanted += due;
            while (_active < workers && _active < _wanted)
            {
                StartWorker();
            }
        }
    }

    /// <param name="isDraining">Whether the workers first handle what is due.</param>
    /// <returns>A task that completes when the workers have ended.</returns>
    public Task StopAsync(bool isDraining)
    {
        lock (_lock)
        {
            _isStopping = true;
            _isDraining = isDraining;
            // Notifications may have become due since the last look into the store.
            while (isDraining && _active < workers)
            {
                StartWorker();
            }
            return _running.WhenAllAsync();
        }
    }

    private void StartWorker()
    {
        _active++;
        _running.Add(Task.Run(WorkAsync, CancellationToken.None));
    }

    private async Task WorkAsync()
    {
        while (!MustStop())
        {
            var seen = Volatile.Read(ref _wanted);
            if (await take().ConfigureAwait(false) is { } notification)
            {
                await handle(notification).ConfigureAwait(false);
            }
            else if (TryEnd(seen))
            {
                return;
            }
        }
    }

    private bool MustStop()
    {
        lock (_lock)
        {
            return _isStopping && !_isDraining;
        }
    }

    // A notification that was added after the store was asked is looked for again.
    private bool TryEnd(int seen)
    {
        lock (_lock)
        {
            if (_wanted != seen)
            {
                return false;
            }
            _active--;
            _wanted = _active == 0 ? 0 : _wanted;
            return true;
        }
    }
}

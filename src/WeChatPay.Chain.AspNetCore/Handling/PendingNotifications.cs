using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>The work on notifications that continues after the response: slow handlers, and outcomes that are being recorded.</summary>
internal sealed class PendingNotifications
{
    // How much longer a shutdown may take to record the last outcomes.
    private static readonly TimeSpan _gracePeriod = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Task, Task> _tasks = new();

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }
        _tasks[task] = task.ContinueWith(
            completed =>
            {
                _ = completed.Exception;
                _tasks.TryRemove(completed, out _);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        if (task.IsCompleted)
        {
            _tasks.TryRemove(task, out _);
        }
    }

    /// <summary>Waits for the work. Does not throw if some of it failed.</summary>
    public Task WhenAllAsync() => Task.WhenAll(_tasks.Values);

    /// <summary>
    /// Waits at the end of a shutdown, for a short time. What has not ended then goes on if the process does; a claim or a lease that is
    /// not returned expires.
    /// </summary>
    /// <param name="before">A task that adds work until it completes.</param>
    public async Task FinishAsync(Task before)
    {
        try
        {
            await WhenAllAfterAsync(before).WaitAsync(_gracePeriod, CancellationToken.None).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // As described.
        }
    }

    private async Task WhenAllAfterAsync(Task before)
    {
        await before.ConfigureAwait(false);
        await WhenAllAsync().ConfigureAwait(false);
    }
}

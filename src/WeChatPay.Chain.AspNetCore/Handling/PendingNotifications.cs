using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Handling;

/// <summary>The work on notifications that continues after the response: slow handlers, and outcomes that are being recorded.</summary>
internal sealed class PendingNotifications
{
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
}

using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// What is still done to notifications after the response to them: handlers that were too slow, and outcomes that are being written down.
/// </summary>
internal sealed class UnfinishedNotifications
{
    private readonly ConcurrentDictionary<Task, Task> _tasks = new();

    public void Add(Task task)
    {
        if (task.IsCompletedSuccessfully)
        {
            return;
        }
        _tasks[task] = task.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                _tasks.TryRemove(ended, out _);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        if (task.IsCompleted)
        {
            _tasks.TryRemove(task, out _);
        }
    }

    /// <summary>Does not throw what they ended with.</summary>
    public Task WhenFinishedAsync() => Task.WhenAll(_tasks.Values);
}

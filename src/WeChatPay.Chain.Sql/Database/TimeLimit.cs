namespace WeChatPay.Chain.Sql.Database;

/// <summary>Limits work that is done as well as possible, such as closing the connection to a server that does not respond.</summary>
internal static class TimeLimit
{
    /// <summary>Runs the work, on another thread because a provider may block.</summary>
    /// <returns>Whether the work ended in time, even if it failed. If not, it goes on.</returns>
    public static async Task<bool> TryAsync(Func<Task> work, TimeSpan limit)
    {
        var task = Task.Run(work);
        _ = task.ContinueWith(
            static ended => ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        using var timeout = new CancellationTokenSource();
        var first = await Task.WhenAny(task, Task.Delay(limit, timeout.Token)).ConfigureAwait(false);
        await timeout.CancelAsync().ConfigureAwait(false);
        return first == task;
    }
}

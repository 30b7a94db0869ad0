namespace WeChatPay.Chain.Sql.Database;

/// <summary>Limits work that is done as well as possible, such as closing the connection to a server that does not respond.</summary>
internal static class TimeLimit
{
    /// <summary>Runs the work, on another thread because a provider may block.</summary>
    /// <returns>Whether the work succeeded in time. If not, it may go on.</returns>
    public static async Task<bool> TryAsync(Func<Task> work, TimeSpan limit)
    {
        var task = Task.Run(work);
        try
        {
            await task.WaitAsync(limit).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            _ = task.ContinueWith(
                static ended => ended.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return false;
        }
    }
}

using System.Security.Cryptography;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>
/// The application's inbox. A call may throw instead of returning a task, may never end, and may resume its caller on a thread that all
/// calls need.
/// </summary>
internal sealed class GuardedInbox(INotificationInbox inbox, TimeProvider timeProvider)
{
    /// <returns>What became of the claim, and the owner who has it when it was granted.</returns>
    public async Task<(InboxClaim Claim, string Owner)> ClaimAsync(
        NotificationKey key, ClaimTimes times, CancellationToken cancellationToken)
    {
        var owner = RandomNumberGenerator.GetHexString(32);
        var attempt = OnPool(ResultAsync(() => inbox.ClaimAsync(key, owner, times.Lifetime, cancellationToken)));
        try
        {
            return (await attempt.WaitAsync(times.TrustedFor, timeProvider, cancellationToken).ConfigureAwait(false), owner);
        }
        catch (Exception)
        {
            // It may have been granted all the same, or be granted yet, to nobody who would handle the notification.
            _ = GiveBackAsync(key, owner, times, attempt);
            throw;
        }
    }

    public Task<bool> RenewAsync(NotificationKey key, string owner, ClaimTimes times, CancellationToken cancellationToken) =>
        OnPool(ResultAsync(() => inbox.RenewAsync(key, owner, times.Lifetime, cancellationToken)))
            .WaitAsync(times.Pause, timeProvider, cancellationToken);

    public Task CompleteAsync(NotificationKey key, TimeSpan rememberFor, TimeSpan limit) =>
        OnPool(ResultAsync(() => Valued(inbox.CompleteAsync(key, rememberFor, CancellationToken.None)))).WaitAsync(limit, timeProvider);

    public Task ReleaseAsync(NotificationKey key, string owner, TimeSpan limit) =>
        OnPool(ResultAsync(() => Valued(inbox.ReleaseAsync(key, owner, CancellationToken.None)))).WaitAsync(limit, timeProvider);

    private static async Task<T> ResultAsync<T>(Func<Task<T>> call) => await call().ConfigureAwait(false);

    private static async Task<bool> Valued(Task written)
    {
        await written.ConfigureAwait(false);
        return true;
    }

    private static Task<T> OnPool<T>(Task<T> call)
    {
        if (call.IsCompletedSuccessfully)
        {
            return call;
        }
        var ended = ResumeOnPoolAsync(call);
        // Nobody may be waiting any more when an exception comes.
        ended.ContinueWith(
            static faulted => _ = faulted.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return ended;
    }

    // A continuation of this kind is queued to the pool; an await would go on where the call was completed.
    private static async Task<T> ResumeOnPoolAsync<T>(Task<T> call)
    {
        await call.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }

    // Again and again while the claim could hold: the request for it may still be on its way, and arrive after the first release.
    private async Task GiveBackAsync(NotificationKey key, string owner, ClaimTimes times, Task<InboxClaim> attempt)
    {
        var since = timeProvider.GetTimestamp();
        var retryPause = TimeSpan.FromSeconds(0.5);
        bool hadEnded;
        do
        {
            hadEnded = attempt.IsCompleted;
            var isReleased = await TryReleaseAsync(key, owner, times).ConfigureAwait(false);
            retryPause *= 2;
            var pause = Task.Delay(isReleased || retryPause > times.Pause ? times.Pause : retryPause, timeProvider);
            await (hadEnded ? pause : Task.WhenAny(attempt, pause)).ConfigureAwait(false);
        }
        while (timeProvider.GetElapsedTime(since) < times.Lifetime);
        if (!hadEnded)
        {
            await attempt.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            await TryReleaseAsync(key, owner, times).ConfigureAwait(false);
        }
    }

    // An inbox that fails was reported where the claim was needed; if it cannot be given back, it runs out.
    private async Task<bool> TryReleaseAsync(NotificationKey key, string owner, ClaimTimes times)
    {
        try
        {
            await ReleaseAsync(key, owner, times.Pause).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}

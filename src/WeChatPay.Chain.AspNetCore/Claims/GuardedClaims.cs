using System.Security.Cryptography;

namespace WeChatPay.Chain.AspNetCore.Claims;

/// <summary>
/// Isolates callers from the application's claims. A call can throw instead of returning a task, can never complete, and can complete on a
/// thread that every call needs.
/// </summary>
internal sealed class GuardedClaims(INotificationClaims claims, TimeProvider timeProvider)
{
    /// <returns>The result, and the owner of the claim if it was granted.</returns>
    public async Task<(ClaimResult Result, string Owner)> ClaimAsync(
        NotificationKey key, ClaimTimes times, CancellationToken cancellationToken)
    {
        var owner = RandomNumberGenerator.GetHexString(32);
        var attempt = CallAsync(() => claims.ClaimAsync(key, owner, times.Lifetime, cancellationToken));
        try
        {
            return (await attempt.WaitAsync(times.TrustedFor, timeProvider, cancellationToken).ConfigureAwait(false), owner);
        }
        catch (Exception)
        {
            // The claim may have been granted all the same, or may still be, although no handler will run for it.
            _ = ReleaseUntilExpiredAsync(key, owner, times, attempt);
            throw;
        }
    }

    public Task<bool> RenewAsync(NotificationKey key, string owner, ClaimTimes times, CancellationToken cancellationToken) =>
        CallAsync(() => claims.RenewAsync(key, owner, times.Lifetime, cancellationToken))
            .WaitAsync(times.RenewalInterval, timeProvider, cancellationToken);

    public Task<bool> CompleteAsync(NotificationKey key, string owner, TimeSpan rememberFor, TimeSpan timeout) =>
        CallAsync(() => claims.CompleteAsync(key, owner, rememberFor, CancellationToken.None)).WaitAsync(timeout, timeProvider);

    public Task ReleaseAsync(NotificationKey key, string owner, TimeSpan timeout) =>
        CallAsync(() => WithResultAsync(claims.ReleaseAsync(key, owner, CancellationToken.None))).WaitAsync(timeout, timeProvider);

    private static async Task<bool> WithResultAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private static Task<T> CallAsync<T>(Func<Task<T>> method)
    {
        var call = InvokeAsync(method);
        if (call.IsCompletedSuccessfully)
        {
            return call;
        }
        var resumed = ResumeOnPoolAsync(call);
        // The caller may have stopped waiting when the call fails.
        resumed.ContinueWith(
            static faulted => _ = faulted.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return resumed;
    }

    // An async method turns an exception of the call into a failed task.
    private static async Task<T> InvokeAsync<T>(Func<Task<T>> method) => await method().ConfigureAwait(false);

    // This continuation is queued to the thread pool; an await would resume on the thread that completed the call.
    private static async Task<T> ResumeOnPoolAsync<T>(Task<T> call)
    {
        await call.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        return await call.ConfigureAwait(false);
    }

    // Repeated for as long as the claim could hold: the claim may still be on its way to the storage, and arrive after the first release.
    private async Task ReleaseUntilExpiredAsync(NotificationKey key, string owner, ClaimTimes times, Task<ClaimResult> attempt)
    {
        var since = timeProvider.GetTimestamp();
        var retryInterval = TimeSpan.FromSeconds(0.5);
        bool hadCompleted;
        do
        {
            hadCompleted = attempt.IsCompleted;
            var isReleased = await TryReleaseAsync(key, owner, times).ConfigureAwait(false);
            retryInterval *= 2;
            var interval = isReleased || retryInterval > times.RenewalInterval ? times.RenewalInterval : retryInterval;
            var delay = Task.Delay(interval, timeProvider);
            await (hadCompleted ? delay : Task.WhenAny(attempt, delay)).ConfigureAwait(false);
        }
        while (timeProvider.GetElapsedTime(since) < times.Lifetime);
        if (!hadCompleted)
        {
            await attempt.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
            await TryReleaseAsync(key, owner, times).ConfigureAwait(false);
        }
    }

    // The failure was reported where the claim was needed. A claim that cannot be released expires.
    private async Task<bool> TryReleaseAsync(NotificationKey key, string owner, ClaimTimes times)
    {
        try
        {
            await ReleaseAsync(key, owner, times.RenewalInterval).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}

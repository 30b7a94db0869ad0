using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>An inbox in memory that can be made to fail, and says what was asked of it.</summary>
internal sealed class RecordingInbox(TimeProvider clock) : INotificationInbox
{
    private readonly MemoryNotificationInbox _inbox = new(clock);
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>The methods that were called, each noted when it was carried out.</summary>
    public IEnumerable<string> Calls => _calls;

    /// <summary>The methods that fail, by name.</summary>
    public IReadOnlyCollection<string> Failing { get; set; } = [];

    /// <summary>The methods that never come back, by name.</summary>
    public IReadOnlyCollection<string> Hanging { get; set; } = [];

    /// <summary>The methods that are carried out and never come back, by name.</summary>
    public IReadOnlyCollection<string> Silent { get; set; } = [];

    /// <summary>Released with each renewal that was carried out.</summary>
    public SemaphoreSlim Renewed { get; } = new(0);

    public Task<InboxClaim> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Do("Claim", () => _inbox.ClaimAsync(key, owner, lifetime, cancellationToken));

    public async Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var renewed = await Do("Renew", () => _inbox.RenewAsync(key, owner, lifetime, cancellationToken));
        Renewed.Release();
        return renewed;
    }

    public Task CompleteAsync(NotificationKey key, TimeSpan lifetime, CancellationToken cancellationToken) => Do("Complete", async () =>
    {
        await _inbox.CompleteAsync(key, lifetime, cancellationToken);
        return 0;
    });

    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) => Do("Release", async () =>
    {
        await _inbox.ReleaseAsync(key, owner, cancellationToken);
        return 0;
    });

    private Task<T> Do<T>(string method, Func<Task<T>> call)
    {
        var result = Failing.Contains(method) ? Task.FromException<T>(new IOException("The inbox is away."))
            : Hanging.Contains(method) ? new TaskCompletionSource<T>().Task
            : call();
        result = Silent.Contains(method) ? new TaskCompletionSource<T>().Task : result;
        _calls.Enqueue(method);
        return result;
    }
}

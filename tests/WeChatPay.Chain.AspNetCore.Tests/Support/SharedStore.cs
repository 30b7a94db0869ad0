using System.Collections.Concurrent;
using WeChatPay.Chain.AspNetCore.Background;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>A store that outlives an application, as a database does, and can be made to fail.</summary>
internal sealed class SharedStore(TimeProvider clock) : INotificationStore
{
    private readonly MemoryNotificationStore _memory = new(clock, capacity: 100);
    private int _taken;

    /// <summary>The methods that fail, by name.</summary>
    public IReadOnlyCollection<string> Failing { get; set; } = [];

    /// <summary>The method whose next call never ends; <see langword="null"/> after that call.</summary>
    public string? HangsOnceIn { get; set; }

    /// <summary>Changes a notification while it is stored.</summary>
    public Func<StoredNotification, StoredNotification> Alter { get; set; } = stored => stored;

    /// <summary>Whether no notification is being handled.</summary>
    public bool IsIdle => Volatile.Read(ref _taken) == 0;

    /// <summary>The pauses after failed attempts; null after the last one.</summary>
    public ConcurrentQueue<TimeSpan?> Pauses { get; } = new();

    /// <summary>Runs before a notification is added.</summary>
    public Func<Task> BeforeAdd { get; set; } = () => Task.CompletedTask;

    public async Task<bool> AddAsync(StoredNotification notification, CancellationToken cancellationToken)
    {
        await BeforeAdd();
        // Without what only the memory of the process has.
        return await Do("Add", () => _memory.AddAsync(Alter(notification with { Delivery = null }), cancellationToken));
    }

    public Task<StoredNotification?> TakeAsync(
        string merchantId, string endpoint, TimeSpan lease, CancellationToken cancellationToken) =>
        Do("Take", async () =>
        {
            // Counted before it is taken, so that a test that advances the clock while nothing is handled does not let the lease expire.
            Interlocked.Increment(ref _taken);
            var taken = await _memory.TakeAsync(merchantId, endpoint, lease, cancellationToken);
            Interlocked.Add(ref _taken, taken is null ? -1 : 0);
            return taken;
        });

    public Task<bool> RenewAsync(NotificationKey key, int attempt, TimeSpan lease, CancellationToken cancellationToken) =>
        Do("Renew", () => _memory.RenewAsync(key, attempt, lease, cancellationToken));

    public Task CompleteAsync(NotificationKey key, CancellationToken cancellationToken) => Do("Complete", async () =>
    {
        await _memory.CompleteAsync(key, cancellationToken);
        return Interlocked.Decrement(ref _taken);
    });

    public Task<bool> FailAsync(
        NotificationKey key, int attempt, string error, TimeSpan? retryAfter, CancellationToken cancellationToken) =>
        Do("Fail", async () =>
        {
            Pauses.Enqueue(retryAfter);
            var isFailed = await _memory.FailAsync(key, attempt, error, retryAfter, cancellationToken);
            Interlocked.Decrement(ref _taken);
            return isFailed;
        });

    public Task<IReadOnlyList<FailedNotification>> ListFailedAsync(int limit, CancellationToken cancellationToken) =>
        _memory.ListFailedAsync(limit, cancellationToken);

    public Task<bool> RunAgainAsync(NotificationKey key, CancellationToken cancellationToken) =>
        _memory.RunAgainAsync(key, cancellationToken);

    public Task<IReadOnlyList<StoredNotificationCount>> CountAsync(CancellationToken cancellationToken) =>
        Do("Count", () => _memory.CountAsync(cancellationToken));

    private Task<T> Do<T>(string method, Func<Task<T>> call)
    {
        if (HangsOnceIn == method)
        {
            HangsOnceIn = null;
            return new TaskCompletionSource<T>().Task;
        }
        return Failing.Contains(method) ? Task.FromException<T>(new IOException("The store is unavailable.")) : call();
    }
}

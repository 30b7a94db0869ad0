using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>Claims in memory that record its calls and can be made to fail.</summary>
internal sealed class RecordingClaims(TimeProvider clock) : INotificationClaims
{
    private readonly ConcurrentQueue<string> _calls = new();
    private int _held;

    /// <summary>The state, which another instance can change. A new one has lost everything.</summary>
    public INotificationClaims Memory { get; set; } = new MemoryNotificationClaims(clock);

    /// <summary>The methods that were called, recorded when they were executed.</summary>
    public IEnumerable<string> Calls => _calls;

    /// <summary>The methods that fail, by name.</summary>
    public IReadOnlyCollection<string> Failing { get; set; } = [];

    /// <summary>The methods that throw instead of returning a task, by name.</summary>
    public IReadOnlyCollection<string> Throwing { get; set; } = [];

    /// <summary>The methods that never complete, by name.</summary>
    public IReadOnlyCollection<string> Hanging { get; set; } = [];

    /// <summary>The methods that are executed and never complete, by name.</summary>
    public IReadOnlyCollection<string> Silent { get; set; } = [];

    /// <summary>The methods that are executed and then fail, by name.</summary>
    public IReadOnlyCollection<string> Losing { get; set; } = [];

    /// <summary>Runs before a method is executed.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after a method was executed, before it completes.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Released with each renewal.</summary>
    public SemaphoreSlim Renewed { get; } = new(0);

    /// <summary>Whether no claim is held.</summary>
    public bool IsIdle => Volatile.Read(ref _held) == 0;

    public int Count(string method) => _calls.Count(call => call == method);

    public Task<ClaimResult> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Do("Claim", async () =>
        {
            Interlocked.Increment(ref _held);
            var result = await Memory.ClaimAsync(key, owner, lifetime, cancellationToken);
            Interlocked.Add(ref _held, result.Claim == InboxClaim.Granted ? 0 : -1);
            return result;
        });

    public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Do("Renew", async () =>
        {
            var renewed = await Memory.RenewAsync(key, owner, lifetime, cancellationToken);
            Renewed.Release();
            return renewed;
        });

    public Task<bool> CompleteAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Do("Complete", async () =>
        {
            var isCompleted = await Memory.CompleteAsync(key, owner, lifetime, cancellationToken);
            Interlocked.Decrement(ref _held);
            return isCompleted;
        });

    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) => Do("Release", async () =>
    {
        await Memory.ReleaseAsync(key, owner, cancellationToken);
        return Interlocked.Decrement(ref _held);
    });

    private Task<T> Do<T>(string method, Func<Task<T>> call)
    {
        if (Throwing.Contains(method))
        {
            _calls.Enqueue(method);
            throw Unavailable();
        }
        var before = Before(method);
        return before.IsCompletedSuccessfully ? DoNow(method, call) : DoAfterAsync();

        async Task<T> DoAfterAsync()
        {
            await before;
            return await DoNow(method, call);
        }
    }

    private Task<T> DoNow<T>(string method, Func<Task<T>> call)
    {
        var result = Failing.Contains(method) ? Task.FromException<T>(Unavailable())
            : Hanging.Contains(method) ? new TaskCompletionSource<T>().Task
            : call();
        result = Silent.Contains(method) ? new TaskCompletionSource<T>().Task : result;
        result = Losing.Contains(method) ? Task.FromException<T>(Unavailable()) : result;
        _calls.Enqueue(method);
        var after = After(method);
        return after.IsCompletedSuccessfully ? result : CompleteAsync();

        async Task<T> CompleteAsync()
        {
            await after;
            return await result;
        }
    }

    private static IOException Unavailable() => new("The inbox is unavailable.");
}

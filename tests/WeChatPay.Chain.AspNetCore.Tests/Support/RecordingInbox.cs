using System.Collections.Concurrent;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>An inbox in memory that can be made to fail, and says what was asked of it.</summary>
internal sealed class RecordingInbox(TimeProvider clock) : INotificationInbox
{
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>What the inbox knows, for another instance to change. A new one has forgotten everything.</summary>
    public INotificationInbox Memory { get; set; } = new MemoryNotificationInbox(clock);

    /// <summary>The methods that were called, each noted when it was carried out.</summary>
    public IEnumerable<string> Calls => _calls;

    /// <summary>The methods that fail, by name.</summary>
    public IReadOnlyCollection<string> Failing { get; set; } = [];

    /// <summary>The methods that throw instead of returning a task, by name.</summary>
    public IReadOnlyCollection<string> Throwing { get; set; } = [];

    /// <summary>The methods that never come back, by name.</summary>
    public IReadOnlyCollection<string> Hanging { get; set; } = [];

    /// <summary>The methods that are carried out and never come back, by name.</summary>
    public IReadOnlyCollection<string> Silent { get; set; } = [];

    /// <summary>The methods that are carried out and fail then, by name.</summary>
    public IReadOnlyCollection<string> Losing { get; set; } = [];

    /// <summary>Runs before a method is carried out.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after a method was carried out, before it comes back.</summary>
    public Func<string, Task> After { get; set; } = _ => Task.CompletedTask;

    /// <summary>Released with each renewal that was carried out.</summary>
    public SemaphoreSlim Renewed { get; } = new(0);

    public int Count(string method) => _calls.Count(call => call == method);

    public Task<InboxClaim> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Do("Claim", () => Memory.ClaimAsync(key, owner, lifetime, cancellationToken));

    public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Do("Renew", async () =>
        {
            var renewed = await Memory.RenewAsync(key, owner, lifetime, cancellationToken);
            Renewed.Release();
            return renewed;
        });

    public Task CompleteAsync(NotificationKey key, TimeSpan lifetime, CancellationToken cancellationToken) => Do("Complete", async () =>
    {
        await Memory.CompleteAsync(key, lifetime, cancellationToken);
        return 0;
    });

    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) => Do("Release", async () =>
    {
        await Memory.ReleaseAsync(key, owner, cancellationToken);
        return 0;
    });

    private Task<T> Do<T>(string method, Func<Task<T>> call)
    {
        if (Throwing.Contains(method))
        {
            _calls.Enqueue(method);
            throw Away();
        }
        var before = Before(method);
        return before.IsCompletedSuccessfully ? DoNow(method, call) : DoAfter();

        async Task<T> DoAfter()
        {
            await before;
            return await DoNow(method, call);
        }
    }

    private Task<T> DoNow<T>(string method, Func<Task<T>> call)
    {
        var result = Failing.Contains(method) ? Task.FromException<T>(Away())
            : Hanging.Contains(method) ? new TaskCompletionSource<T>().Task
            : call();
        result = Silent.Contains(method) ? new TaskCompletionSource<T>().Task : result;
        result = Losing.Contains(method) ? Task.FromException<T>(Away()) : result;
        _calls.Enqueue(method);
        var after = After(method);
        return after.IsCompletedSuccessfully ? result : ComeBack();

        async Task<T> ComeBack()
        {
            await after;
            return await result;
        }
    }

    private static IOException Away() => new("The inbox is away.");
}

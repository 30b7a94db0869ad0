using StackExchange.Redis;

namespace WeChatPay.Chain.Redis;

/// <summary>A connection that is made when it is first needed, and asked for again when that failed.</summary>
internal sealed class RedisConnection(Func<Task<IConnectionMultiplexer>> connect)
{
    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connecting;

    public async Task<IDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        (await Connecting().WaitAsync(cancellationToken).ConfigureAwait(false)).GetDatabase();

    private Task<IConnectionMultiplexer> Connecting()
    {
        lock (_lock)
        {
            // On the pool: a delegate that blocks while it connects must not keep those waiting who hold the lock next.
            return _connecting is { IsFaulted: false, IsCanceled: false } ? _connecting : _connecting = Task.Run(connect);
        }
    }
}

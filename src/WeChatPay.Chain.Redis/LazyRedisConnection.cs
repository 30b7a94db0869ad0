using StackExchange.Redis;

namespace WeChatPay.Chain.Redis;

/// <summary>A connection that is established when it is first needed, and requested again after a failure.</summary>
internal sealed class LazyRedisConnection(Func<Task<IConnectionMultiplexer>> connect)
{
    private readonly Lock _lock = new();
    private Task<IConnectionMultiplexer>? _connection;

    public async Task<IDatabase> GetDatabaseAsync(CancellationToken cancellationToken) =>
        (await GetConnectionAsync().WaitAsync(cancellationToken).ConfigureAwait(false)).GetDatabase();

    private Task<IConnectionMultiplexer> GetConnectionAsync()
    {
        lock (_lock)
        {
            // On the thread pool: a delegate that blocks while it connects must not block the other callers of this lock.
            return _connection is { IsFaulted: false, IsCanceled: false } ? _connection : _connection = Task.Run(connect);
        }
    }
}

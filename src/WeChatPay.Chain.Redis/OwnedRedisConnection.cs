using StackExchange.Redis;

namespace WeChatPay.Chain.Redis;

/// <summary>A connection that only the inbox uses. The service provider disposes it.</summary>
internal sealed class OwnedRedisConnection(ConfigurationOptions options) : IDisposable
{
    private ConnectionMultiplexer? _connection;

    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        // Keeps trying to connect, so that an application can start before its Redis server.
        options.AbortOnConnectFail = false;
        return _connection = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }

    public void Dispose() => _connection?.Dispose();
}

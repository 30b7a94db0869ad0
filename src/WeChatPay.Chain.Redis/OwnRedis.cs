using StackExchange.Redis;

namespace WeChatPay.Chain.Redis;

/// <summary>A connection that nobody else uses, closed with the application.</summary>
internal sealed class OwnRedis(ConfigurationOptions options) : IDisposable
{
    private ConnectionMultiplexer? _connection;

    public async Task<IConnectionMultiplexer> ConnectAsync()
    {
        // It goes on trying: an application that starts before its Redis finds it later.
        options.AbortOnConnectFail = false;
        return _connection = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
    }

    public void Dispose() => _connection?.Dispose();
}

using StackExchange.Redis;

namespace WeChatPay.Chain.Redis.Tests.Support;

/// <summary>A Redis cluster of one node, which rejects a script whose keys are in different slots.</summary>
internal sealed class RedisCluster : IDisposable
{
    private readonly string _configurationFile = Path.GetTempFileName();
    private readonly RedisServer _node;

    private RedisCluster()
    {
        // The file of the cluster must not exist yet.
        File.Delete(_configurationFile);
        _node = new RedisServer(
            "--cluster-enabled", "yes", "--cluster-port", $"{ServerProcess.FreePort()}", "--cluster-config-file", _configurationFile);
    }

    public string Configuration => _node.Configuration;

    public static async Task<RedisCluster> StartAsync()
    {
        var cluster = new RedisCluster();
        using var administrator = await ConnectionMultiplexer.ConnectAsync($"{cluster.Configuration},allowAdmin=true");
        var server = administrator.GetServer(cluster.Configuration);
        await server.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
        await Wait.UntilAsync(() => $"{server.Execute("CLUSTER", "INFO")}".Contains("cluster_state:ok", StringComparison.Ordinal));
        return cluster;
    }

    public async Task<long> SlotOfAsync(RedisKey key)
    {
        using var administrator = await ConnectionMultiplexer.ConnectAsync($"{Configuration},allowAdmin=true");
        return (long)await administrator.GetServer(Configuration).ExecuteAsync("CLUSTER", "KEYSLOT", key);
    }

    public void Dispose()
    {
        _node.Dispose();
        File.Delete(_configurationFile);
    }
}

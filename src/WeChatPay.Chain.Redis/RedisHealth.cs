using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace WeChatPay.Chain.Redis;

/// <summary>Checks whether a Redis server can keep claims.</summary>
internal sealed class RedisHealth(LazyRedisConnection connection, string prefix)
{
    private const string Safe = "noeviction";

    public async Task<HealthCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var redis = await connection.GetDatabaseAsync(cancellationToken).ConfigureAwait(false);
            if (IsReadOnly(redis.Multiplexer))
            {
                return ReadOnly(null);
            }
            var memory = await redis.ExecuteAsync("EVAL", RedisScripts.CheckHealth, 1, (RedisKey)$"{prefix}health")
                .WaitAsync(cancellationToken)
                .ConfigureAwait(false);
            return PolicyOf((string?)memory ?? "") is { Length: > 0 } policy && policy != Safe
                ? HealthCheckResult.Degraded(
                    $"Redis may evict the record of a handled notification (maxmemory-policy is '{policy}'). Set it to '{Safe}'.")
                : HealthCheckResult.Healthy("Redis can be written to, and is not known to evict keys.");
        }
        catch (RedisServerException exception) when (exception.Message.Contains("READONLY", StringComparison.Ordinal))
        {
            return ReadOnly(exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy(
                "Redis cannot be reached or written to. Notifications are not handled meanwhile.", exception);
        }
    }

    private static HealthCheckResult ReadOnly(Exception? exception) =>
        HealthCheckResult.Unhealthy("Redis is a read-only replica. Connect to the primary.", exception);

    // As the connection knows it since its last look at the configuration of the servers.
    private static bool IsReadOnly(IConnectionMultiplexer connection)
    {
        var connected = connection.GetServers().Where(server => server.IsConnected).ToList();
        return connected.Count > 0 && connected.TrueForAll(server => server.IsReplica);
    }

    private static string PolicyOf(string memory)
    {
        const string Name = "maxmemory_policy:";
        return memory.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..].Trim() ?? "";
    }
}

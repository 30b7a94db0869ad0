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
            await redis.StringSetAsync($"{prefix}health", "1", TimeSpan.FromMinutes(1)).WaitAsync(cancellationToken).ConfigureAwait(false);
            var memory = (string?)await redis.ExecuteAsync("INFO", "memory").WaitAsync(cancellationToken).ConfigureAwait(false) ?? "";
            return PolicyOf(memory) is { Length: > 0 } policy && policy != Safe
                ? HealthCheckResult.Degraded(
                    $"Redis may evict the record of a handled notification (maxmemory-policy is '{policy}'). Set it to '{Safe}'.")
                : HealthCheckResult.Healthy("Redis can be written to, and does not evict keys.");
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("READONLY", StringComparison.Ordinal))
        {
            return HealthCheckResult.Unhealthy("Redis is a read-only replica. Connect to the primary.", exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Redis cannot be reached or written to. Notifications are not handled meanwhile.", exception);
        }
    }

    private static string PolicyOf(string memory)
    {
        const string Name = "maxmemory_policy:";
        return memory.Split('\n').FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..].Trim() ?? "";
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Redis;

/// <summary>
/// Keeps claims on notifications in Redis, which all instances of an application share: each notification is handled by one of them.
/// </summary>
/// <remarks>
/// <para>
/// Each notification has two keys: <c>{prefix}</c> followed by the <see cref="NotificationKey"/> in braces, whose value is the owner of the
/// claim or <c>done</c>; and the same with <c>:attempts</c>, the number of grants. Both expire.
/// </para>
/// <para>
/// While Redis cannot be reached or is read-only, new notifications are not handled; the response is 500, and the platform retries. Running
/// notifications are claimed again if Redis has lost their claims.
/// </para>
/// <para>
/// Redis must not forget: set <c>maxmemory-policy noeviction</c> and persistence (<c>appendonly yes</c>). If it loses the record of a
/// handled notification, because it restarts without persistence or a replica takes over before it has received the last writes, a retry is
/// handled again. So that two instances do not follow different servers after a failover, keep <c>configCheckSeconds</c> of the connection
/// low (10, for example). A handler that must never run twice keeps its own record in the same transaction as its changes; the package
/// WeChatPay.Chain.Sql does that.
/// </para>
/// </remarks>
public sealed class RedisNotificationClaims : INotificationClaims, IHealthCheck
{
    internal const string DefaultPrefix = "wechatpay:notification:";

    // The attempts of a notification are counted while the platform delivers it.
    private static readonly TimeSpan _countFor = TimeSpan.FromDays(3);

    private readonly LazyRedisConnection _connection;
    private readonly RedisHealth _health;
    private readonly string _prefix;

    /// <summary>Initializes claims over a connection of the application.</summary>
    /// <param name="connection">
    /// Returns the connection. Called for the first notification, and again after a failure. The connection is not disposed.
    /// </param>
    /// <param name="prefix">
    /// The prefix of each key. Applications and environments that use the same Redis server need different prefixes.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="connection"/> or <paramref name="prefix"/> is <see langword="null"/>.
    /// </exception>
    public RedisNotificationClaims(Func<Task<IConnectionMultiplexer>> connection, string prefix = DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(prefix);
        _connection = new LazyRedisConnection(connection);
        _health = new RedisHealth(_connection, prefix);
        _prefix = prefix;
    }

    /// <inheritdoc/>
    public async Task<ClaimResult> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var result = await EvaluateAsync(
            RedisScripts.Claim, key, [owner, Milliseconds(lifetime), Milliseconds(_countFor)], cancellationToken).ConfigureAwait(false);
        return result switch
        {
            RedisScripts.IsDone => new ClaimResult(InboxClaim.Completed),
            RedisScripts.IsClaimed => new ClaimResult(InboxClaim.InProgress),
            _ => new ClaimResult(InboxClaim.Granted, result),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await EvaluateAsync(RedisScripts.Renew, key, [owner, Milliseconds(lifetime)], cancellationToken).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await EvaluateAsync(RedisScripts.Complete, key, [owner, Milliseconds(lifetime)], cancellationToken).ConfigureAwait(false) == 1;

    /// <inheritdoc/>
    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) =>
        EvaluateAsync(RedisScripts.Release, key, [owner], cancellationToken);

    /// <summary>
    /// Checks that Redis can be reached, is a writable primary, and does not evict keys. The result contains no part of the configuration.
    /// </summary>
    /// <param name="context">The context of the check.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>
    /// Unhealthy if Redis cannot be reached or written to; degraded if its <c>maxmemory-policy</c> evicts keys.
    /// </returns>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _health.CheckAsync(cancellationToken);

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private async Task<long> EvaluateAsync(string script, NotificationKey key, object[] arguments, CancellationToken cancellationToken)
    {
        var redis = await _connection.GetDatabaseAsync(cancellationToken).ConfigureAwait(false);
        // In braces, so that both keys are on the same node of a cluster.
        var claim = $"{_prefix}{{{key}}}";
        // The whole script each time: a server that took over does not know a script that is referenced by its hash.
        var result = await redis.ExecuteAsync("EVAL", [script, 2, (RedisKey)claim, (RedisKey)$"{claim}:attempts", .. arguments])
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        return (long)result;
    }
}

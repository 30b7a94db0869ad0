using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Redis;

/// <summary>
/// Keeps notifications in Redis, which all instances of an application share: each notification is handled by one of them.
/// </summary>
/// <remarks>
/// <para>
/// Each notification has one key, <c>{prefix}</c> followed by the <see cref="NotificationKey"/>. Its value is the owner of the claim, or
/// <c>done</c>, and it expires.
/// </para>
/// <para>
/// While Redis cannot be reached or is read-only, new notifications are not handled; the response is 500, and the platform retries. Running
/// and queued notifications are claimed again if Redis has lost their claims.
/// </para>
/// <para>
/// If Redis loses the record of a handled notification (without persistence, or when a replica takes over before it has received the last
/// writes), a retry is handled again. A handler that must never run twice keeps its own record in the same transaction as its changes.
/// </para>
/// </remarks>
public sealed class RedisNotificationInbox : INotificationInbox
{
    internal const string DefaultPrefix = "wechatpay:notification:";

    private const string Done = "done";

    // Only the owner may renew or release its claim: another one may have taken it after it expired.
    private const string RenewScript =
        "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";

    private const string ReleaseScript =
        "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private readonly LazyRedisConnection _connection;
    private readonly string _prefix;

    /// <summary>Initializes an inbox with a connection of the application.</summary>
    /// <param name="connection">
    /// Returns the connection. Called for the first notification, and again after a failure. The inbox does not dispose the connection.
    /// </param>
    /// <param name="prefix">
    /// The prefix of each key. Applications and environments that use the same Redis server need different prefixes.
    /// </param>
    /// <exception cref="ArgumentNullException">
    /// <paramref name="connection"/> or <paramref name="prefix"/> is <see langword="null"/>.
    /// </exception>
    public RedisNotificationInbox(Func<Task<IConnectionMultiplexer>> connection, string prefix = DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(prefix);
        _connection = new LazyRedisConnection(connection);
        _prefix = prefix;
    }

    /// <inheritdoc/>
    public async Task<InboxClaim> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var redis = await _connection.GetDatabaseAsync(cancellationToken).ConfigureAwait(false);
        if (await redis.StringSetAsync(KeyOf(key), owner, lifetime, When.NotExists).WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            return InboxClaim.Granted;
        }
        var holder = await redis.StringGetAsync(KeyOf(key)).WaitAsync(cancellationToken).ConfigureAwait(false);
        // If the claim has just expired, the next delivery gets it.
        return holder == Done ? InboxClaim.Completed : InboxClaim.InProgress;
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        EvaluateAsync(RenewScript, key, [owner, (long)lifetime.TotalMilliseconds], cancellationToken);

    /// <inheritdoc/>
    public async Task CompleteAsync(NotificationKey key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var redis = await _connection.GetDatabaseAsync(cancellationToken).ConfigureAwait(false);
        await redis.StringSetAsync(KeyOf(key), Done, lifetime).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) =>
        EvaluateAsync(ReleaseScript, key, [owner], cancellationToken);

    private async Task<bool> EvaluateAsync(
        string script, NotificationKey key, object[] arguments, CancellationToken cancellationToken)
    {
        var redis = await _connection.GetDatabaseAsync(cancellationToken).ConfigureAwait(false);
        // The whole script each time: a server that took over does not know a script that is referenced by its hash.
        var result = await redis.ExecuteAsync("EVAL", [script, 1, KeyOf(key), .. arguments])
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        return (bool)result;
    }

    private RedisKey KeyOf(NotificationKey key) => _prefix + key;
}

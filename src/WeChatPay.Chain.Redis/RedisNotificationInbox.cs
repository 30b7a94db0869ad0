using StackExchange.Redis;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Redis;

/// <summary>Remembers notifications in Redis, for all instances of an application: of several that get the same one at once, one handles it.</summary>
/// <remarks>
/// One key for each notification: <c>{prefix}</c> and the <see cref="NotificationKey"/>. It holds the owner of the claim, or the word
/// <c>done</c>, and expires. While Redis cannot be reached or is read-only, new notifications get 500 and are not handled; the platform
/// retries. What runs or waits already is claimed again when Redis is back without the claim. A Redis that forgets what was handled (no
/// persistence, or a replica that takes over without the last writes) lets a retry be handled again: a handler that must not do that keeps
/// its own record in the transaction that it writes.
/// </remarks>
public sealed class RedisNotificationInbox : INotificationInbox
{
    /// <summary>What stands before each key when nothing else is said.</summary>
    public const string DefaultPrefix = "wechatpay:notification:";

    private const string Done = "done";

    // A claim is its owner's only: what runs out and is taken by another must be neither renewed nor released by the first.
    private const string RenewScript = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";
    private const string ReleaseScript = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    private readonly RedisConnection _connection;
    private readonly string _prefix;

    /// <summary>Uses a connection that the application has.</summary>
    /// <param name="connection">Asked for at the first notification. Not disposed here.</param>
    /// <param name="prefix">Stands before each key. What is handled under a prefix is handled for all who use it: give each application and environment its own.</param>
    public RedisNotificationInbox(Func<Task<IConnectionMultiplexer>> connection, string prefix = DefaultPrefix)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(prefix);
        _connection = new RedisConnection(connection);
        _prefix = prefix;
    }

    /// <inheritdoc/>
    public async Task<InboxClaim> ClaimAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var redis = await _connection.DatabaseAsync(cancellationToken).ConfigureAwait(false);
        var isGranted = await redis.StringSetAsync(NameOf(key), owner, lifetime, When.NotExists).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (isGranted)
        {
            return InboxClaim.Granted;
        }
        var holder = await redis.StringGetAsync(NameOf(key)).WaitAsync(cancellationToken).ConfigureAwait(false);
        // A claim that ran out just now is free for the next who comes.
        return holder == Done ? InboxClaim.Completed : InboxClaim.Refused;
    }

    /// <inheritdoc/>
    public Task<bool> RenewAsync(NotificationKey key, string owner, TimeSpan lifetime, CancellationToken cancellationToken) =>
        EvaluateAsync(RenewScript, key, [owner, (long)lifetime.TotalMilliseconds], cancellationToken);

    /// <inheritdoc/>
    public async Task CompleteAsync(NotificationKey key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var redis = await _connection.DatabaseAsync(cancellationToken).ConfigureAwait(false);
        await redis.StringSetAsync(NameOf(key), Done, lifetime).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(NotificationKey key, string owner, CancellationToken cancellationToken) => EvaluateAsync(ReleaseScript, key, [owner], cancellationToken);

    private async Task<bool> EvaluateAsync(string script, NotificationKey key, object[] arguments, CancellationToken cancellationToken)
    {
        var redis = await _connection.DatabaseAsync(cancellationToken).ConfigureAwait(false);
        // The whole script each time, short as it is: one that the client sends by its hash is unknown to a server that took over.
        return (bool)await redis.ExecuteAsync("EVAL", [script, 1, NameOf(key), .. arguments]).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private RedisKey NameOf(NotificationKey key) => _prefix + key;
}

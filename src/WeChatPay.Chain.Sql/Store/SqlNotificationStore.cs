using System.Text;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Database;
using WeChatPay.Chain.Sql.Inbox;

namespace WeChatPay.Chain.Sql.Store;

/// <summary>Stores the notifications that are handled in the background in a table.</summary>
internal sealed class SqlNotificationStore(SqlDatabase database) : INotificationStore
{
    // An exception with its stack trace may be long, and serves a person.
    private const int MaxErrorLength = 4000;

    private readonly QueueStatements _statements = new(database.Statements);

    public async Task<bool> AddAsync(StoredNotification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var key = notification.Key;
        await database.ExecuteAsync(
            _statements.Insert,
            cancellationToken,
            ("@id", KeyHash.From(key)),
            ("@endpointId", KeyHash.From(key.MerchantId, key.Endpoint)),
            ("@merchant", key.MerchantId),
            ("@endpoint", key.Endpoint),
            ("@notification", key.NotificationId),
            ("@client", notification.Client),
            ("@headers", StoredHeaders.ToJson(notification.Headers)),
            ("@body", notification.Body.ToArray()),
            ("@received", notification.ReceivedAt.ToUnixTimeMilliseconds())).ConfigureAwait(false);
        return true;
    }

    public async Task<StoredNotification?> TakeAsync(
        string merchantId, string endpoint, TimeSpan lease, CancellationToken cancellationToken)
    {
        var endpointId = KeyHash.From(merchantId, endpoint);
        while (true)
        {
            var due = await database.QueryAsync(
                _statements.SelectDue,
                row => QueueRows.ReadDue(row, merchantId, endpoint),
                cancellationToken,
                ("@endpointId", endpointId)).ConfigureAwait(false);
            if (due is not [var next])
            {
                return null;
            }
            var taken = await database.ExecuteAsync(
                _statements.Take,
                cancellationToken,
                ("@id", KeyHash.From(next.Key)),
                ("@attempt", next.Attempt),
                ("@lease", Milliseconds(lease))).ConfigureAwait(false);
            if (taken > 0)
            {
                return next with { Attempt = next.Attempt + 1 };
            }
        }
    }

    public async Task<bool> RenewAsync(NotificationKey key, int attempt, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (database.IsBlockedBy(key))
        {
            // The transaction of the handler keeps others from taking the notification, and this process from renewing it.
            return true;
        }
        return await database.ExecuteAsync(
            _statements.Renew,
            cancellationToken,
            ("@id", KeyHash.From(key)),
            ("@attempt", attempt),
            ("@lease", Milliseconds(lease))).ConfigureAwait(false) > 0;
    }

    public Task CompleteAsync(NotificationKey key, CancellationToken cancellationToken) =>
        database.ExecuteAsync(_statements.Delete, cancellationToken, ("@id", KeyHash.From(key)));

    public async Task<bool> FailAsync(
        NotificationKey key, int attempt, string error, TimeSpan? retryAfter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        var id = ("@id", (object)KeyHash.From(key));
        var reason = ("@error", (object)ToStorable(error));
        var count = retryAfter is { } pause
            ? await database.ExecuteAsync(
                _statements.Retry, cancellationToken, id, ("@attempt", attempt), reason, ("@pause", Milliseconds(pause)))
                .ConfigureAwait(false)
            : await database.ExecuteAsync(_statements.Fail, cancellationToken, id, ("@attempt", attempt), reason).ConfigureAwait(false);
        return count > 0;
    }

    public async Task<IReadOnlyList<FailedNotification>> ListFailedAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await database.QueryAsync(_statements.SelectFailed, QueueRows.ReadFailed, cancellationToken, ("@limit", limit))
            .ConfigureAwait(false);
    }

    public async Task<bool> RunAgainAsync(NotificationKey key, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(_statements.RunAgain, cancellationToken, ("@id", KeyHash.From(key))).ConfigureAwait(false) > 0;

    public async Task<IReadOnlyList<StoredNotificationCount>> CountAsync(CancellationToken cancellationToken) =>
        await database.QueryAsync(_statements.Count, QueueRows.ReadCount, cancellationToken).ConfigureAwait(false);

    // PostgreSQL rejects U+0000, and its provider half of a surrogate pair. The encoding replaces the latter.
    private static string ToStorable(string error)
    {
        var text = error.Length > MaxErrorLength ? error[..MaxErrorLength] : error;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}

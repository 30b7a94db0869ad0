using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Database;

namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>Counts the attempts whose transaction was rolled back.</summary>
internal sealed class FailedAttempts(SqlDatabase database)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(2);

    private readonly InboxStatements _statements = new(database.Statements);

    /// <summary>Counts an attempt, if possible: the number is only information for the next handler.</summary>
    public async Task TryRecordAsync(NotificationKey key, KeyHash id)
    {
        using var timeout = new CancellationTokenSource(_limit);
        await TimeLimit.TryAsync(() => RecordAsync(key, id, timeout.Token), _limit).ConfigureAwait(false);
    }

    private async Task RecordAsync(NotificationKey key, KeyHash id, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var insert = connection.CreateCommand(
                _statements.InsertFailed, transaction: null, InboxStatements.Parameters(key, id));
            await using (insert.ConfigureAwait(false))
            {
                if (await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0)
                {
                    return;
                }
            }
            var update = connection.CreateCommand(_statements.UpdateFailed, transaction: null, ("@id", id));
            await using (update.ConfigureAwait(false))
            {
                await update.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Database;
using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>
/// Records that a notification was handled in the transaction in which its handler runs. Another delivery of the notification waits for
/// that transaction, because it inserts the same key.
/// </summary>
internal sealed class SqlNotificationInbox(SqlDatabase database) : INotificationInbox, IHealthCheck
{
    private readonly InboxStatements _statements = new(database.Statements);
    private readonly FailedAttempts _failedAttempts = new(database);
    private readonly DatabaseHealth _health = new(database);

    public async Task<InboxOutcome> RunOnceAsync(NotificationRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var id = KeyHash.From(run.Key);
        using var turn = await database.EnterAsync(run.Key, cancellationToken).ConfigureAwait(false);
        var transaction = await HandlerTransaction.BeginAsync(database, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            long? granted;
            try
            {
                granted = await GrantAsync(transaction, run.Key, id, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (database.Statements.Classify(exception) == DatabaseError.LockConflict)
            {
                return InboxOutcome.InProgress;
            }
            if (granted is not > 0)
            {
                return granted is null ? InboxOutcome.InProgress : InboxOutcome.HandledBefore;
            }
            try
            {
                await run.HandleAsync(granted.Value, Share, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(id).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                if (await transaction.CloseAsync(mayBeBusy: exception is TimeoutException).ConfigureAwait(false))
                {
                    await _failedAttempts.TryRecordAsync(run.Key, id).ConfigureAwait(false);
                }
                throw;
            }
            return InboxOutcome.Handled;
        }

        void Share(IServiceProvider services) => services.GetRequiredService<HandlerScope>().Transaction = transaction.Shared;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        _health.CheckAsync(context, cancellationToken);

    /// <summary>Records the notification as handled.</summary>
    /// <returns>
    /// The number of the attempt; 0 if the notification was handled before; <see langword="null"/> if its row was deleted meanwhile.
    /// </returns>
    private async Task<long?> GrantAsync(
        HandlerTransaction transaction, NotificationKey key, KeyHash id, CancellationToken cancellationToken)
    {
        var insert = transaction.CreateCommand(_statements.InsertHandled, InboxStatements.Parameters(key, id));
        await using (insert.ConfigureAwait(false))
        {
            if (await insert.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0)
            {
                return 1;
            }
        }
        var update = transaction.CreateCommand(_statements.UpdateHandled, ("@id", id));
        bool isGranted;
        await using (update.ConfigureAwait(false))
        {
            isGranted = await update.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false) > 0;
        }
        var select = transaction.CreateCommand(_statements.SelectAttempts, ("@id", id));
        await using (select.ConfigureAwait(false))
        {
            var attempts = await select.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return attempts is null ? null : isGranted ? Convert.ToInt64(attempts, CultureInfo.InvariantCulture) : 0;
        }
    }
}

using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain.Sql.Database;
using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>Checks whether the database can be reached and the tables can be written.</summary>
internal sealed class DatabaseHealth(SqlDatabase database)
{
    private readonly string _inbox = database.Statements.InboxTable;
    private readonly string _queue = database.Statements.QueueTable;

    public async Task<HealthCheckResult> CheckAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        DbConnection connection;
        try
        {
            connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            return new HealthCheckResult(
                context.Registration.FailureStatus,
                "The database of the notifications cannot be used. Check its address, its account and whether it is running.",
                exception);
        }
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await ProbeAsync(connection, _inbox, cancellationToken).ConfigureAwait(false);
                await ProbeAsync(connection, _queue, cancellationToken).ConfigureAwait(false);
                return HealthCheckResult.Healthy("The database of the notifications can be written.");
            }
            catch (DbException exception)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, Describe(exception), exception);
            }
        }
    }

    // Changes nothing, but fails if the tables are missing, the account may not write, or the database is read-only. A lock that another
    // transaction holds proves that it can be written.
    private async Task ProbeAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand($"UPDATE {table} SET attempts = attempts WHERE 1 = 0", transaction: null);
        command.CommandTimeout = database.Statements.LockCommandTimeout;
        await using (command.ConfigureAwait(false))
        {
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception) when (database.Statements.Classify(exception) == DatabaseError.LockConflict)
            {
                // A handler is running.
            }
        }
    }

    private string Describe(DbException exception) => database.Statements.Classify(exception) switch
    {
        DatabaseError.MissingTable =>
            $"The tables {_inbox} and {_queue} are missing. Execute the script of SqlInboxSchema.GetScript, or set CreateTables.",
        DatabaseError.ReadOnly =>
            "The database is read-only, as a replica is. Notifications get 500 until the connection leads to one that can be written.",
        _ => $"The tables {_inbox} and {_queue} cannot be written. Check the permissions of the account.",
    };
}

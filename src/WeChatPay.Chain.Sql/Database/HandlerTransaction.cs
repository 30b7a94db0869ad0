using System.Data;
using System.Data.Common;
using WeChatPay.Chain.Sql.Dialects;
using WeChatPay.Chain.Sql.Inbox;

namespace WeChatPay.Chain.Sql.Database;

/// <summary>A connection and its transaction, from before the handler until after the commit or the rollback.</summary>
internal sealed class HandlerTransaction : IAsyncDisposable
{
    // A server that does not respond must not hold the delivery for ever. Its transaction ends with the connection.
    private static readonly TimeSpan _closeLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _commitLimit = TimeSpan.FromSeconds(30);

    // A handler that hangs in a statement keeps the connection busy until the statement ends.
    private static readonly TimeSpan _busyPause = TimeSpan.FromSeconds(1);
    private const int MaxBusyPauses = 600;

    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;
    private readonly SqlStatements _statements;
    private bool _isCommitted;
    private bool _isClosed;

    private HandlerTransaction(DbConnection connection, DbTransaction transaction, SqlStatements statements)
    {
        _connection = connection;
        _transaction = transaction;
        _statements = statements;
    }

    public NotificationTransaction Shared => new(_connection, _transaction);

    public static async Task<HandlerTransaction> BeginAsync(SqlDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var transaction = await connection.BeginTransactionAsync(database.Statements.IsolationLevel, cancellationToken)
                .ConfigureAwait(false);
            return new HandlerTransaction(connection, transaction, database.Statements);
        }
        catch (Exception)
        {
            await TimeLimit.TryAsync(() => connection.DisposeAsync().AsTask(), _closeLimit).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates a command that may wait for the lock of another delivery.</summary>
    public DbCommand CreateCommand(string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand(text, _transaction, parameters);
        command.CommandTimeout = _statements.LockCommandTimeout;
        return command;
    }

    /// <summary>Commits, together with the row of the inbox.</summary>
    /// <exception cref="InvalidOperationException">The transaction ended before the handler did.</exception>
    /// <exception cref="Exception">The commit failed, or its outcome is unknown.</exception>
    public async Task CommitAsync(KeyHash id)
    {
        var isCommitted = await _statements.CommitAsync(_transaction, CreateProof).WaitAsync(_commitLimit).ConfigureAwait(false);
        if (!isCommitted)
        {
            throw new InvalidOperationException(
                "The database rolled back the transaction of the notification while its handler ran, and the handler ignored the error. "
                + "A handler must fail when a statement of its transaction fails.");
        }
        _isCommitted = true;

        DbCommand CreateProof(string rest) => _connection.CreateCommand(
            $"SELECT COUNT(*) FROM {_statements.InboxTable} WHERE id = @id{rest}", _transaction, ("@id", id));
    }

    /// <summary>Rolls back unless the transaction is committed, and closes the connection, so that no later write succeeds.</summary>
    /// <param name="mayBeBusy">Whether the handler may still be executing a statement.</param>
    /// <returns>Whether that ended in time. If not, it goes on, and the database may still hold the locks.</returns>
    public async Task<bool> CloseAsync(bool mayBeBusy = false)
    {
        if (_isClosed)
        {
            return true;
        }
        _isClosed = true;
        return await TimeLimit.TryAsync(() => RollBackAndCloseAsync(mayBeBusy), _closeLimit).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    // Each step also after a failure of the one before it: disposing of the connection discards what cannot be rolled back.
    private async Task RollBackAndCloseAsync(bool mayBeBusy)
    {
        try
        {
            if (!_isCommitted)
            {
                await RollBackAsync(mayBeBusy ? MaxBusyPauses : 0).ConfigureAwait(false);
            }
        }
        finally
        {
            try
            {
                await _transaction.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                await _connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // Closing a connection that executes a statement would leave its transaction open, with some providers.
    private async Task RollBackAsync(int pauses)
    {
        while (true)
        {
            try
            {
                await _transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
                break;
            }
            catch (Exception) when (pauses-- > 0 && _connection.State == ConnectionState.Open)
            {
                await Task.Delay(_busyPause).ConfigureAwait(false);
            }
        }
        if (_statements.ResetLockTimeout is { } reset)
        {
            var command = _connection.CreateCommand(reset, transaction: null);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}

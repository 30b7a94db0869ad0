using System.Data.Common;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql.Database;

/// <summary>The database of the application, with the tables of the inbox.</summary>
internal sealed class SqlDatabase(DbDataSource dataSource, SqlStatements statements, bool createsTables) : IDisposable
{
    private readonly WriterTurns? _turns = statements.HasSingleWriter ? new WriterTurns() : null;
    private readonly TableCreation? _tables = createsTables ? new TableCreation(statements) : null;

    public SqlStatements Statements => statements;

    /// <summary>Opens a connection to a database that has the tables.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_tables is not null)
            {
                await _tables.EnsureAsync(connection, cancellationToken).ConfigureAwait(false);
            }
            return connection;
        }
        catch (Exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until this process may write; the result ends that, and is null where writers need not take turns.</summary>
    public async Task<IDisposable?> EnterAsync(NotificationKey? key, CancellationToken cancellationToken) =>
        _turns is null ? null : await _turns.EnterAsync(key, cancellationToken).ConfigureAwait(false);

    /// <summary>Whether the running handler of a notification keeps all others from writing.</summary>
    public bool IsBlockedBy(NotificationKey key) => _turns?.IsRunning(key) ?? false;

    /// <summary>Executes a single statement, which is its own transaction.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public async Task<int> ExecuteAsync(
        string statement, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        using var turn = await EnterAsync(key: null, cancellationToken).ConfigureAwait(false);
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = connection.CreateCommand(statement, transaction: null, parameters);
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads the rows of a query.</summary>
    public async Task<List<T>> QueryAsync<T>(
        string query, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        var rows = new List<T>();
        var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var command = connection.CreateCommand(query, transaction: null, parameters);
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        rows.Add(read(reader));
                    }
                }
            }
        }
        return rows;
    }

    public void Dispose() => _tables?.Dispose();
}

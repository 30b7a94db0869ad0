using System.Data.Common;
using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql.Database;

/// <summary>Creates the missing tables once.</summary>
internal sealed class TableCreation(SqlStatements statements) : IDisposable
{
    private const int MaxAttempts = 5;

    private readonly SemaphoreSlim _once = new(1, 1);
    private volatile bool _isDone;

    public async Task EnsureAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return;
        }
        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isDone)
            {
                await CreateAsync(connection, cancellationToken).ConfigureAwait(false);
                _isDone = true;
            }
        }
        finally
        {
            _once.Release();
        }
    }

    public void Dispose() => _once.Dispose();

    // IF NOT EXISTS does not help when two instances create a table at the same time: one gets an error, and finds the table afterwards.
    private async Task CreateAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var command = connection.CreateCommand(statements.Schema, transaction: null);
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                    return;
                }
            }
            catch (DbException) when (attempt < MaxAttempts)
            {
                // The other instance may be between two statements.
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

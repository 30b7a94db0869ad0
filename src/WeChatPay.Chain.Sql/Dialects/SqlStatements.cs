using System.Data;
using System.Data.Common;

namespace WeChatPay.Chain.Sql.Dialects;

/// <summary>The statements of an inbox in the SQL of a database. All times are those of the database.</summary>
internal abstract class SqlStatements(string tablePrefix)
{
    public string InboxTable { get; } = tablePrefix + "inbox";

    public string QueueTable { get; } = tablePrefix + "queue";

    /// <summary>Creates the tables and indexes that are missing.</summary>
    public abstract string Schema { get; }

    /// <summary>The current time.</summary>
    public abstract string Now { get; }

    public virtual IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    /// <summary>Whether one transaction at a time can write to the database.</summary>
    public virtual bool HasSingleWriter => false;

    /// <summary>The timeout of a statement that may wait for the lock of another delivery, in seconds.</summary>
    public virtual int LockCommandTimeout => 10;

    /// <summary>Ends the lock timeout of a statement that has failed; <see langword="null"/> if it ends with the transaction.</summary>
    public virtual string? ResetLockTimeout => null;

    public static SqlStatements Create(SqlDialect dialect, string tablePrefix) => dialect switch
    {
        SqlDialect.PostgreSql => new PostgreSqlStatements(tablePrefix),
        SqlDialect.MySql => new MySqlStatements(tablePrefix),
        SqlDialect.SqlServer => new SqlServerStatements(tablePrefix),
        SqlDialect.Sqlite => new SqliteStatements(tablePrefix),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "Unknown SQL dialect."),
    };

    /// <summary>The current time plus a number of milliseconds, which is negative for an earlier time.</summary>
    public abstract string NowPlus(string milliseconds);

    /// <summary>The number of milliseconds from 1970 to a time.</summary>
    public abstract string ToUnixMilliseconds(string time);

    /// <summary>Inserts a row unless its <c>id</c> is in the table, and waits for a transaction that has inserted the same one.</summary>
    public abstract string InsertUnlessPresent(string table, string columns, string values);

    /// <summary>Inserts a notification into the queue unless it is there, or handled. Does not wait for its handler.</summary>
    public abstract string Enqueue(string columns, string values, string handled);

    /// <summary>Lets a statement of a transaction wait for locks for only a second.</summary>
    public abstract string WithLockTimeout(string statement);

    /// <summary>Limits the rows of a query.</summary>
    /// <param name="columns">What follows SELECT.</param>
    /// <param name="rest">What follows the columns.</param>
    /// <param name="count">The maximum number of rows: a number or a parameter.</param>
    public virtual string SelectFirst(string columns, string rest, string count) => $"SELECT {columns} {rest} LIMIT {count}";

    /// <summary>Deletes a limited number of rows.</summary>
    public virtual string DeleteFirst(string table, string condition, int count) =>
        $"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE {condition} LIMIT {count})";

    public abstract DatabaseError Classify(DbException exception);

    /// <summary>Commits, unless the database has rolled back the transaction that the handler believes to be open.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="createProof">
    /// Creates a command that counts the row that the transaction has inserted, with the given statements behind it.
    /// </param>
    /// <returns><see langword="false"/> if the transaction was rolled back.</returns>
    /// <exception cref="Exception">The transaction was rolled back, or the outcome is unknown.</exception>
    public virtual async Task<bool> CommitAsync(DbTransaction transaction, Func<string, DbCommand> createProof)
    {
        await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        return true;
    }
}

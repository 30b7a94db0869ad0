using System.Data.Common;
using System.Globalization;

namespace WeChatPay.Chain.Sql.Dialects;

internal sealed class MySqlStatements(string tablePrefix) : SqlStatements(tablePrefix)
{
    private const string Hash = "CHAR(64) CHARACTER SET ascii COLLATE ascii_bin";

    public override string Schema =>
        $"""
        CREATE TABLE IF NOT EXISTS {InboxTable} (
            id {Hash} NOT NULL PRIMARY KEY,
            merchant_id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            attempts BIGINT NOT NULL,
            attempted_at DATETIME(6) NOT NULL,
            handled_at DATETIME(6) NULL,
            INDEX {InboxTable}_attempted_at (attempted_at)
        ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
        CREATE TABLE IF NOT EXISTS {QueueTable} (
            id {Hash} NOT NULL PRIMARY KEY,
            endpoint_id {Hash} NOT NULL,
            merchant_id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            client TEXT NOT NULL,
            headers TEXT NOT NULL,
            body LONGBLOB NOT NULL,
            received_at BIGINT NOT NULL,
            added_at DATETIME(6) NOT NULL,
            due_at DATETIME(6) NULL,
            taken_at DATETIME(6) NULL,
            attempts INT NOT NULL,
            error TEXT NULL,
            failed_at DATETIME(6) NULL,
            INDEX {QueueTable}_due_at (endpoint_id, due_at)
        ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;
        """;

    public override string Now => "UTC_TIMESTAMP(6)";

    // Not at the end of the transaction, and not every connection is reset before it is used again.
    public override string ResetLockTimeout => "SET SESSION innodb_lock_wait_timeout = DEFAULT";

    public override string NowPlus(string milliseconds) => $"UTC_TIMESTAMP(6) + INTERVAL ({milliseconds} * 1000) MICROSECOND";

    public override string ToUnixMilliseconds(string time) => $"TIMESTAMPDIFF(MICROSECOND, '1970-01-01', {time}) DIV 1000";

    // ON DUPLICATE KEY UPDATE would count a row that is present as affected, by the default of the provider.
    public override string InsertUnlessPresent(string table, string columns, string values) =>
        $"INSERT IGNORE INTO {table} ({columns}) VALUES ({values})";

    // Above READ COMMITTED, the query would wait for the lock on the inbox that the running handler of the notification holds.
    public override string Enqueue(string columns, string values, string handled) =>
        $"""
        SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
        INSERT IGNORE INTO {QueueTable} ({columns}) SELECT {values} FROM DUAL WHERE NOT EXISTS ({handled})
        """;

    public override string WithLockTimeout(string statement) =>
        $"SET SESSION innodb_lock_wait_timeout = 1; {statement}; {ResetLockTimeout}";

    // A subquery on the same table may have no limit.
    public override string DeleteFirst(string table, string condition, int count) =>
        $"DELETE FROM {table} WHERE {condition} LIMIT {count}";

    // MySqlConnector and MySql.Data put the number of the error here.
    public override DatabaseError Classify(DbException exception) => exception.Data["Server Error Code"] switch
    {
        // ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK
        1205 or 1213 => DatabaseError.LockConflict,
        1146 => DatabaseError.MissingTable,
        // --read-only, a read-only transaction, InnoDB in read-only mode
        1290 or 1792 or 1836 => DatabaseError.ReadOnly,
        _ => DatabaseError.Other,
    };

    // A deadlock, whose error the handler may have ignored, rolls back the transaction, and COMMIT then succeeds. The proof costs a round
    // trip, because the provider would not notice a COMMIT in its text.
    public override async Task<bool> CommitAsync(DbTransaction transaction, Func<string, DbCommand> createProof)
    {
        var command = createProof("");
        await using (command.ConfigureAwait(false))
        {
            var count = await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
            return Convert.ToInt64(count, CultureInfo.InvariantCulture) > 0
                && await base.CommitAsync(transaction, createProof).ConfigureAwait(false);
        }
    }
}

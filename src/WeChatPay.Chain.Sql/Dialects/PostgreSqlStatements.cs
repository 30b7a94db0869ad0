using System.Data.Common;
using System.Globalization;

namespace WeChatPay.Chain.Sql.Dialects;

internal sealed class PostgreSqlStatements(string tablePrefix) : SqlStatements(tablePrefix)
{
    public override string Schema =>
        $"""
        CREATE TABLE IF NOT EXISTS {InboxTable} (
            id VARCHAR(64) NOT NULL PRIMARY KEY,
            merchant_id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            attempts BIGINT NOT NULL,
            attempted_at TIMESTAMPTZ NOT NULL,
            handled_at TIMESTAMPTZ NULL
        );
        CREATE INDEX IF NOT EXISTS {InboxTable}_attempted_at ON {InboxTable} (attempted_at);
        CREATE TABLE IF NOT EXISTS {QueueTable} (
            id VARCHAR(64) NOT NULL PRIMARY KEY,
            endpoint_id VARCHAR(64) NOT NULL,
            merchant_id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            client TEXT NOT NULL,
            headers TEXT NOT NULL,
            body BYTEA NOT NULL,
            received_at BIGINT NOT NULL,
            added_at TIMESTAMPTZ NOT NULL,
            due_at TIMESTAMPTZ NULL,
            taken_at TIMESTAMPTZ NULL,
            attempts INTEGER NOT NULL,
            error TEXT NULL,
            failed_at TIMESTAMPTZ NULL
        );
        CREATE INDEX IF NOT EXISTS {QueueTable}_due_at ON {QueueTable} (endpoint_id, due_at);
        """;

    // now() is the start of the transaction.
    public override string Now => "clock_timestamp()";

    public override string NowPlus(string milliseconds) => $"clock_timestamp() + {milliseconds} * INTERVAL '1 millisecond'";

    public override string ToUnixMilliseconds(string time) => $"CAST(EXTRACT(EPOCH FROM {time}) * 1000 AS BIGINT)";

    public override string InsertUnlessPresent(string table, string columns, string values) =>
        $"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT (id) DO NOTHING";

    public override string Enqueue(string columns, string values, string handled) =>
        $"INSERT INTO {QueueTable} ({columns}) SELECT {values} WHERE NOT EXISTS ({handled}) ON CONFLICT (id) DO NOTHING";

    // The default is that of the server, the database, the role or the connection string.
    public override string WithLockTimeout(string statement) =>
        $"SET LOCAL lock_timeout = '1s'; {statement}; SET LOCAL lock_timeout TO DEFAULT";

    public override DatabaseError Classify(DbException exception) => exception.SqlState switch
    {
        // lock_not_available, deadlock_detected, serialization_failure
        "55P03" or "40P01" or "40001" => DatabaseError.LockConflict,
        "42P01" => DatabaseError.MissingTable,
        "25006" => DatabaseError.ReadOnly,
        _ => DatabaseError.Other,
    };

    // After an error, which the handler may have ignored, COMMIT rolls back without an error. The proof in front of it then fails, in the
    // same round trip. Npgsql reads from the response that the transaction has ended.
    public override async Task<bool> CommitAsync(DbTransaction transaction, Func<string, DbCommand> createProof)
    {
        var command = createProof("; COMMIT");
        await using (command.ConfigureAwait(false))
        {
            var count = await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
            return Convert.ToInt64(count, CultureInfo.InvariantCulture) > 0;
        }
    }
}

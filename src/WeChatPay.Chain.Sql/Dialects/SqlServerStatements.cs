using System.Data.Common;

namespace WeChatPay.Chain.Sql.Dialects;

internal sealed class SqlServerStatements(string tablePrefix) : SqlStatements(tablePrefix)
{
    private const string Hash = "CHAR(64) COLLATE Latin1_General_BIN2";

    public override string Schema =>
        $"""
        IF OBJECT_ID(N'{InboxTable}', N'U') IS NULL
        CREATE TABLE {InboxTable} (
            id {Hash} NOT NULL PRIMARY KEY,
            merchant_id NVARCHAR(MAX) NOT NULL,
            endpoint NVARCHAR(MAX) NOT NULL,
            notification_id NVARCHAR(MAX) NOT NULL,
            attempts BIGINT NOT NULL,
            attempted_at DATETIME2 NOT NULL,
            handled_at DATETIME2 NULL,
            INDEX {InboxTable}_attempted_at (attempted_at)
        );
        IF OBJECT_ID(N'{QueueTable}', N'U') IS NULL
        CREATE TABLE {QueueTable} (
            id {Hash} NOT NULL PRIMARY KEY,
            endpoint_id {Hash} NOT NULL,
            merchant_id NVARCHAR(MAX) NOT NULL,
            endpoint NVARCHAR(MAX) NOT NULL,
            notification_id NVARCHAR(MAX) NOT NULL,
            client NVARCHAR(MAX) NOT NULL,
            headers NVARCHAR(MAX) NOT NULL,
            body VARBINARY(MAX) NOT NULL,
            received_at BIGINT NOT NULL,
            added_at DATETIME2 NOT NULL,
            due_at DATETIME2 NULL,
            taken_at DATETIME2 NULL,
            attempts INT NOT NULL,
            error NVARCHAR(MAX) NULL,
            failed_at DATETIME2 NULL,
            INDEX {QueueTable}_due_at (endpoint_id, due_at)
        );
        """;

    public override string Now => "SYSUTCDATETIME()";

    // DATEADD takes an INT, which holds 24 days of milliseconds.
    public override string NowPlus(string milliseconds) =>
        $"DATEADD(millisecond, CAST({milliseconds} % 1000 AS INT), "
        + $"DATEADD(second, CAST({milliseconds} / 1000 AS INT), SYSUTCDATETIME()))";

    public override string ToUnixMilliseconds(string time) => $"DATEDIFF_BIG(millisecond, '19700101', {time})";

    public override string InsertUnlessPresent(string table, string columns, string values) =>
        $"INSERT INTO {table} ({columns}) SELECT {values} WHERE {IsAbsent(table)}";

    // READPAST: a row that is locked belongs to a running handler, and its notification is not handled yet.
    public override string Enqueue(string columns, string values, string handled) =>
        $"INSERT INTO {QueueTable} ({columns}) SELECT {values} WHERE {IsAbsent(QueueTable)} "
        + $"AND NOT EXISTS ({handled.Replace(InboxTable, $"{InboxTable} WITH (READPAST)", StringComparison.Ordinal)})";

    public override string WithLockTimeout(string statement) => $"SET LOCK_TIMEOUT 1000; {statement}; SET LOCK_TIMEOUT -1";

    public override string SelectFirst(string columns, string rest, string count) => $"SELECT TOP ({count}) {columns} {rest}";

    public override string DeleteFirst(string table, string condition, int count) =>
        $"DELETE TOP ({count}) FROM {table} WHERE {condition}";

    // SqlClient puts the number of the first error here, as text.
    public override DatabaseError Classify(DbException exception) => exception.Data["HelpLink.EvtID"] switch
    {
        // Lock request time out, deadlock victim, update conflict of snapshot isolation
        "1222" or "1205" or "3960" => DatabaseError.LockConflict,
        "208" => DatabaseError.MissingTable,
        "3906" => DatabaseError.ReadOnly,
        _ => DatabaseError.Other,
    };

    // The range lock keeps other transactions from inserting the same row until this one ends.
    private static string IsAbsent(string table) => $"NOT EXISTS (SELECT 1 FROM {table} WITH (UPDLOCK, HOLDLOCK) WHERE id = @id)";
}

using System.Data;
using System.Data.Common;

namespace WeChatPay.Chain.Sql.Dialects;

internal sealed class SqliteStatements(string tablePrefix) : SqlStatements(tablePrefix)
{
    public override string Schema =>
        $"""
        CREATE TABLE IF NOT EXISTS {InboxTable} (
            id TEXT NOT NULL PRIMARY KEY,
            merchant_id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            attempted_at INTEGER NOT NULL,
            handled_at INTEGER NULL
        );
        CREATE INDEX IF NOT EXISTS {InboxTable}_attempted_at ON {InboxTable} (attempted_at);
        CREATE TABLE IF NOT EXISTS {QueueTable} (
            id TEXT NOT NULL PRIMARY KEY,
            endpoint_id TEXT NOT NULL,
            merchant_id TEXT NOT NULL,
            endpoint TEXT NOT NULL,
            notification_id TEXT NOT NULL,
            client TEXT NOT NULL,
            headers TEXT NOT NULL,
            body BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            added_at INTEGER NOT NULL,
            due_at INTEGER NULL,
            taken_at INTEGER NULL,
            attempts INTEGER NOT NULL,
            error TEXT NULL,
            failed_at INTEGER NULL
        );
        CREATE INDEX IF NOT EXISTS {QueueTable}_due_at ON {QueueTable} (endpoint_id, due_at);
        """;

    // Unix time in milliseconds, from the days since noon of 24 November 4714 BC.
    public override string Now => "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)";

    // Makes the provider begin a deferred transaction, whose first statement waits for the lock for as long as its own timeout. It is
    // serializable all the same, unless the connections share a cache.
    public override IsolationLevel IsolationLevel => IsolationLevel.ReadUncommitted;

    public override bool HasSingleWriter => true;

    public override int LockCommandTimeout => 1;

    public override string NowPlus(string milliseconds) => $"{Now} + {milliseconds}";

    public override string ToUnixMilliseconds(string time) => time;

    public override string InsertUnlessPresent(string table, string columns, string values) =>
        $"INSERT INTO {table} ({columns}) VALUES ({values}) ON CONFLICT (id) DO NOTHING";

    public override string Enqueue(string columns, string values, string handled) =>
        $"INSERT INTO {QueueTable} ({columns}) SELECT {values} WHERE NOT EXISTS ({handled}) ON CONFLICT (id) DO NOTHING";

    public override string WithLockTimeout(string statement) => statement;

    // The provider tells the number of the error only in its message: SQLite Error 5: 'database is locked'.
    public override DatabaseError Classify(DbException exception) => exception.Message switch
    {
        var message when message.StartsWith("SQLite Error 5:", StringComparison.Ordinal) => DatabaseError.LockConflict,
        var message when message.StartsWith("SQLite Error 6:", StringComparison.Ordinal) => DatabaseError.LockConflict,
        var message when message.StartsWith("SQLite Error 8:", StringComparison.Ordinal) => DatabaseError.ReadOnly,
        var message when message.StartsWith("SQLite Error 1: 'no such table", StringComparison.Ordinal) => DatabaseError.MissingTable,
        _ => DatabaseError.Other,
    };
}

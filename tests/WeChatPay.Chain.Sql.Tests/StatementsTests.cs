using System.Collections;
using System.Data.Common;
using WeChatPay.Chain.Sql.Dialects;
using WeChatPay.Chain.Sql.Inbox;
using WeChatPay.Chain.Sql.Store;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>The statements for SQL Server, and what providers tell about errors.</summary>
internal sealed class StatementsTests
{
    private readonly SqlStatements _sqlServer = SqlStatements.Create(SqlDialect.SqlServer, "pay_");

    [Test]
    public void InsertHandled_ForSqlServer_LocksTheKeyForAShortTime() => Assert.That(
        new InboxStatements(_sqlServer).InsertHandled,
        Is.EqualTo(
            "SET LOCK_TIMEOUT 1000; INSERT INTO pay_inbox (id, merchant_id, endpoint, notification_id, attempts, attempted_at, handled_at) "
            + "SELECT @id, @merchant, @endpoint, @notification, 1, SYSUTCDATETIME(), SYSUTCDATETIME() "
            + "WHERE NOT EXISTS (SELECT 1 FROM pay_inbox WITH (UPDLOCK, HOLDLOCK) WHERE id = @id); SET LOCK_TIMEOUT -1"));

    [Test]
    public void DeleteOld_ForSqlServer_SplitsMillisecondsThatNoIntHolds() => Assert.That(
        new InboxStatements(_sqlServer).DeleteOld,
        Is.EqualTo(
            "DELETE TOP (1000) FROM pay_inbox WHERE attempted_at < DATEADD(millisecond, CAST(@age % 1000 AS INT), "
            + "DATEADD(second, CAST(@age / 1000 AS INT), SYSUTCDATETIME()))"));

    [Test]
    public void Insert_ForSqlServer_DoesNotWaitForTheRunningHandler() => Assert.That(
        new QueueStatements(_sqlServer).Insert,
        Does.EndWith(
            "WHERE NOT EXISTS (SELECT 1 FROM pay_queue WITH (UPDLOCK, HOLDLOCK) WHERE id = @id) "
            + "AND NOT EXISTS (SELECT 1 FROM pay_inbox WITH (READPAST) WHERE id = @id AND handled_at IS NOT NULL)"));

    [Test]
    public void SelectDue_ForSqlServer_TakesTheFirstRow() => Assert.That(
        new QueueStatements(_sqlServer).SelectDue,
        Is.EqualTo(
            "SELECT TOP (1) notification_id, client, headers, body, received_at, attempts FROM pay_queue "
            + "WHERE endpoint_id = @endpointId AND due_at <= SYSUTCDATETIME() ORDER BY due_at"));

    [TestCase("1222", ExpectedResult = DatabaseError.LockConflict)]
    [TestCase("1205", ExpectedResult = DatabaseError.LockConflict)]
    [TestCase("208", ExpectedResult = DatabaseError.MissingTable)]
    [TestCase("3906", ExpectedResult = DatabaseError.ReadOnly)]
    [TestCase("547", ExpectedResult = DatabaseError.Other)]
    public object Classify_ErrorOfSqlServer_ReadsItsNumber(string number) =>
        _sqlServer.Classify(new ProviderException("", ("HelpLink.EvtID", number)));

    [TestCase(1205, ExpectedResult = DatabaseError.LockConflict)]
    [TestCase(1213, ExpectedResult = DatabaseError.LockConflict)]
    [TestCase(1146, ExpectedResult = DatabaseError.MissingTable)]
    [TestCase(1290, ExpectedResult = DatabaseError.ReadOnly)]
    [TestCase(1062, ExpectedResult = DatabaseError.Other)]
    public object Classify_ErrorOfMySql_ReadsItsNumber(int number) =>
        SqlStatements.Create(SqlDialect.MySql, "pay_").Classify(new ProviderException("", ("Server Error Code", number)));

    [TestCase("SQLite Error 5: 'database is locked'.", ExpectedResult = DatabaseError.LockConflict)]
    [TestCase("SQLite Error 8: 'attempt to write a readonly database'.", ExpectedResult = DatabaseError.ReadOnly)]
    [TestCase("SQLite Error 1: 'no such table: pay_inbox'.", ExpectedResult = DatabaseError.MissingTable)]
    [TestCase("SQLite Error 19: 'UNIQUE constraint failed'.", ExpectedResult = DatabaseError.Other)]
    public object Classify_ErrorOfSqlite_ReadsItsMessage(string message) =>
        SqlStatements.Create(SqlDialect.Sqlite, "pay_").Classify(new ProviderException(message));

    [Test]
    public void GetScript_OfEachDialect_CreatesBothTablesWithThePrefix([Values] SqlDialect dialect)
    {
        var script = SqlInboxSchema.GetScript(dialect, "pay_");

        Assert.That(script, Does.Contain("CREATE TABLE").And.Contain(" pay_inbox (").And.Contain(" pay_queue ("));
    }

    [TestCase("")]
    [TestCase("1pay_")]
    [TestCase("pay-")]
    [TestCase("pay_; DROP TABLE orders; --")]
    [TestCase("支付_")]
    public void GetScript_WithAPrefixThatIsNotAnIdentifier_Throws(string prefix) =>
        Assert.That(() => SqlInboxSchema.GetScript(SqlDialect.PostgreSql, prefix), Throws.ArgumentException);

    [Test]
    public void GetScript_OfAnUnknownDialect_Throws() =>
        Assert.That(() => SqlInboxSchema.GetScript((SqlDialect)9), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void KeyHash_OfValuesWithTheSameConcatenation_Differs() =>
        Assert.That(KeyHash.From("ab", "c"), Is.Not.EqualTo(KeyHash.From("a", "bc")));

    private sealed class ProviderException(string message, params (string Key, object Value)[] data) : DbException(message)
    {
        public override IDictionary Data => data.ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}

using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>The contract of every inbox, with each database. Those whose server is not installed are ignored.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.PostgreSql)]
[TestFixture(SqlDialect.MySql)]
internal sealed class InboxTests(SqlDialect dialect) : InboxContract<TestDatabase>
{
    private TestDatabase? _database;

    protected override TestDatabase Inbox => _database!;

    [SetUp]
    public void CreateTables() => _database = new TestDatabase(dialect);
}

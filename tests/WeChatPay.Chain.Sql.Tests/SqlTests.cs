using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Tests that run with each database. Those whose server is not installed are ignored.</summary>
[TestFixture(SqlDialect.Sqlite)]
[TestFixture(SqlDialect.PostgreSql)]
[TestFixture(SqlDialect.MySql)]
internal abstract class SqlTests(SqlDialect dialect) : IAsyncDisposable
{
    private TestDatabase? _database;

    protected SqlDialect Dialect => dialect;

    protected string Id { get; } = $"EV-{Guid.NewGuid():N}";

    protected SignedNotification Notification => SignedNotification.Create(TestMerchant.One, Id);

    protected TestDatabase Database => _database!;

    [SetUp]
    public void CreateTables() => _database = new TestDatabase(dialect);

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}

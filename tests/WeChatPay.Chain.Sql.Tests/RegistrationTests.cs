using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Inbox;
using WeChatPay.Chain.Sql.Store;

namespace WeChatPay.Chain.Sql.Tests;

internal sealed class RegistrationTests
{
    [Test]
    public async Task AddWeChatPaySqlInbox_BeforeOrAfterTheClient_ReplacesTheInboxAndUsesTheRegisteredDataSource([Values] bool isFirst)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<DbDataSource>(_ => SqliteFactory.Instance.CreateDataSource("Data Source=:memory:"));
        if (isFirst)
        {
            services.AddWeChatPaySqlInbox(SqlDialect.Sqlite);
        }
        services.AddWeChatPay(TestMerchant.One.Section);
        if (!isFirst)
        {
            services.AddWeChatPaySqlInbox(SqlDialect.Sqlite);
        }
        await using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<INotificationInbox>(), Is.TypeOf<SqlNotificationInbox>());
        Assert.That(provider.GetRequiredService<INotificationStore>(), Is.TypeOf<SqlNotificationStore>());
    }

    [Test]
    public void AddWeChatPaySqlInbox_Twice_CleansUpOnce()
    {
        var services = new ServiceCollection().AddWeChatPaySqlInbox(SqlDialect.Sqlite).AddWeChatPaySqlInbox(SqlDialect.Sqlite);

        Assert.That(services.Count(service => service.ServiceType == typeof(IHostedService)), Is.EqualTo(1));
    }

    private static readonly Action<SqlInboxOptions>[] _invalid =
    [
        options => options.TablePrefix = "a b",
        options => options.RememberFor = TimeSpan.FromDays(2),
        options => options.RememberFor = TimeSpan.MaxValue,
        options => options.CleanupInterval = TimeSpan.Zero,
        options => options.CleanupInterval = TimeSpan.FromDays(50),
    ];

    [TestCaseSource(nameof(_invalid))]
    public void AddWeChatPaySqlInbox_WithAnInvalidOption_Throws(Action<SqlInboxOptions> configure) => Assert.That(
        () => new ServiceCollection().AddWeChatPaySqlInbox(SqlDialect.Sqlite, configure: configure),
        Throws.InstanceOf<ArgumentException>());
}

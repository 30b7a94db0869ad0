using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Inbox;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Tables, health and the removal of old rows.</summary>
internal sealed class MaintenanceTests(SqlDialect dialect) : SqlTests(dialect)
{
    private readonly List<ServiceProvider> _instances = [];

    [TearDown]
    public async Task DisposeInstances()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }

    [Test]
    public async Task CreateTables_ByManyInstancesAtOnce_CreatesThem()
    {
        DropTables();
        var stores = Enumerable.Range(0, 8).Select(_ => CreateInstance(options => options.CreateTables = true))
            .Select(instance => instance.GetRequiredService<INotificationStore>())
            .ToList();

        var counts = await Task.WhenAll(stores.Select(store => Task.Run(() => store.CountAsync(CancellationToken.None))));

        Assert.That(counts, Is.All.Empty);
    }

    [Test]
    public async Task Health_OfUsableTables_IsHealthy() =>
        Assert.That((await CheckAsync()).Status, Is.EqualTo(HealthStatus.Healthy));

    [Test]
    public async Task Health_WithoutTables_IsUnhealthyAndSaysWhatToDo()
    {
        DropTables();

        var result = await CheckAsync();

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Unhealthy));
        Assert.That(result.Description, Does.EndWith("are missing. Execute the script of SqlInboxSchema.GetScript, or set CreateTables."));
    }

    [Test]
    public async Task Health_WhileAHandlerRuns_IsHealthy()
    {
        var gate = new Gate();
        await using var host = await Database.StartAsync(async (notification, context, _) =>
        {
            await Database.AddOrderAsync(notification, context);
            await gate.PassAsync(CancellationToken.None);
        });
        var post = host.PostAsync(Notification);
        await gate.Entered;

        var result = await CheckAsync();
        gate.Open();

        Assert.That((result.Status, (await post).Status), Is.EqualTo((HealthStatus.Healthy, 204)));
    }

    [Test]
    public async Task Cleanup_DeletesOnlyOldRows()
    {
        await using var host = await Database.StartAsync((notification, context, _) => Database.AddOrderAsync(notification, context));
        await host.PostAsync(Notification);
        var table = $"{Database.Prefix}inbox";
        var past = Dialect switch
        {
            SqlDialect.PostgreSql => "now() - INTERVAL '31 days'",
            SqlDialect.MySql => "UTC_TIMESTAMP() - INTERVAL 31 DAY",
            _ => "(unixepoch('now') - 31 * 86400) * 1000",
        };
        foreach (var number in Enumerable.Range(0, 2))
        {
            Database.Execute($"INSERT INTO {table} VALUES ('{number}', 'm', 'e', 'n', 1, {past}, NULL)");
        }
        var cleanup = CreateInstance().GetRequiredService<InboxCleanup>();

        Assert.That(await cleanup.DeleteOldAsync(CancellationToken.None), Is.EqualTo(2));

        Assert.That(Database.Read<int>($"SELECT COUNT(*) FROM {table}"), Is.EqualTo(1));
    }

    private async Task<HealthCheckResult> CheckAsync()
    {
        var check = (IHealthCheck)CreateInstance().GetRequiredService<INotificationInbox>();
        var registration = new HealthCheckRegistration("inbox", check, HealthStatus.Unhealthy, tags: null);
        return await check.CheckHealthAsync(new HealthCheckContext { Registration = registration });
    }

    private void DropTables()
    {
        Database.Execute($"DROP TABLE {Database.Prefix}inbox");
        Database.Execute($"DROP TABLE {Database.Prefix}queue");
    }

    private ServiceProvider CreateInstance(Action<SqlInboxOptions>? configure = null)
    {
        var source = Database.CreateDataSource(Database.ConnectionString);
        var instance = new ServiceCollection()
            .AddLogging()
            .AddWeChatPaySqlInbox(
                Dialect,
                _ => source,
                options =>
                {
                    options.TablePrefix = Database.Prefix;
                    configure?.Invoke(options);
                })
            .BuildServiceProvider();
        _instances.Add(instance);
        return instance;
    }
}

using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.Benchmarks.Faults;
using WeChatPay.Chain.Redis.Tests.Support;
using WeChatPay.Chain.Sql;
using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>Measures how many notifications an application handles, and how fast, with each inbox.</summary>
internal static class NotificationsRun
{
    // A server or a disk is slower, and needs fewer for the same accuracy.
    private const int PerRound = 5_000;
    private const int SqlPerRound = 2_000;

    private static readonly Dictionary<string, Func<Verdict, Task>> _inboxes = new()
    {
        ["memory"] = verdict => MeasureAsync(new CountingInbox("memory", _ => { }), PerRound, verdict),
        ["redis"] = MeasureRedisAsync,
        ["sqlite"] = MeasureSqliteAsync,
        ["postgres"] = MeasurePostgreSqlAsync,
    };

    /// <param name="names">The inboxes; none for all.</param>
    /// <returns>The exit code: 0 when each notification was handled exactly once.</returns>
    public static async Task<int> RunAsync(string[] names)
    {
        var verdict = new Verdict();
        foreach (var name in names.Length == 0 ? [.. _inboxes.Keys] : names)
        {
            Console.WriteLine(name);
            try
            {
                await _inboxes[name](verdict);
            }
            catch (IgnoreException exception)
            {
                Console.WriteLine($"  skipped: {exception.Message}");
            }
        }
        return verdict.Print();
    }

    private static async Task MeasureAsync(IBenchmarkInbox inbox, int perRound, Verdict verdict)
    {
        await using var host = await NotificationHost.StartAsync(inbox);
        var handled = await FullLoad.RunAsync(host, perRound);
        var expected = handled.Length + await SteadyLoad.RunAsync(host, handled);
        var (all, distinct) = await inbox.CountAsync();
        verdict.Require(
            $"{inbox.Name}: {expected} notifications were handled once each ({all} effects of {distinct}).",
            (all, distinct) == (expected, expected));
        verdict.Require(
            $"{inbox.Name}: each response had the expected status ({host.Unexpected} had another).", host.Unexpected == 0);
    }

    private static async Task MeasureRedisAsync(Verdict verdict)
    {
        using var server = new RedisServer();
        await MeasureAsync(
            new CountingInbox("redis", services => services.AddWeChatPayRedisInbox(server.Configuration)), PerRound, verdict);
    }

    private static async Task MeasureSqliteAsync(Verdict verdict)
    {
        var file = Path.Combine(Path.GetTempPath(), $"wechatpay-benchmark-{Guid.NewGuid():N}.db");
        await using var source = SqliteFactory.Instance.CreateDataSource($"Data Source={file}");
        await using (var wal = source.CreateCommand("PRAGMA journal_mode = WAL"))
        {
            await wal.ExecuteNonQueryAsync();
        }
        Console.WriteLine($"  {file}, journal_mode WAL, synchronous FULL");
        await MeasureSqlAsync("sqlite", () => new ShopDatabase(SqlDialect.Sqlite, source), verdict);
        SqliteConnection.ClearAllPools();
        foreach (var part in (string[])["", "-wal", "-shm"])
        {
            File.Delete(file + part);
        }
    }

    private static async Task MeasurePostgreSqlAsync(Verdict verdict)
    {
        using var server = new PostgreSqlServer();
        await using var source = server.CreateDataSource(server.ConnectionString);
        Console.WriteLine("  on loopback, fsync off");
        await MeasureSqlAsync("postgres", () => new ShopDatabase(SqlDialect.PostgreSql, source), verdict);
        using var proxy = new TcpProxy(server.Port);
        await using var proxied = server.CreateDataSource(server.Through(proxy.Port));
        await TransactionCost.CountRoundTripsAsync(
            new ShopDatabase(SqlDialect.PostgreSql, proxied), new ShopDatabase(SqlDialect.PostgreSql, proxied), proxy, verdict);
    }

    private static async Task MeasureSqlAsync(string name, Func<ShopDatabase> create, Verdict verdict)
    {
        var database = create();
        await database.CreateTablesAsync();
        await MeasureAsync(new SqlInbox(name, database), SqlPerRound, verdict);
        await TransactionCost.MeasureLatencyAsync(create(), create(), verdict);
    }
}

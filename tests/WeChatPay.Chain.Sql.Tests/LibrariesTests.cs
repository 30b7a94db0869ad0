using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Tests.Support;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>Handlers that write with Dapper and with EF Core in their transaction.</summary>
internal sealed class LibrariesTests : IAsyncDisposable
{
    private readonly string _id = $"EV-{Guid.NewGuid():N}";
    private readonly TestDatabase _database = new(SqlDialect.Sqlite);

    private SignedNotification Notification => SignedNotification.Create(TestMerchant.One, _id);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Test]
    public async Task Dapper_InTheTransaction_IsCommittedOrRolledBackWithTheNotification()
    {
        await CheckAsync(async (id, context) =>
        {
            var (connection, transaction) = TestDatabase.TransactionOf(context);
            await connection.ExecuteAsync($"INSERT INTO {_database.Orders} (number) VALUES (@id)", new { id }, transaction);
        });
    }

    [Test]
    public async Task EntityFramework_InTheTransaction_IsCommittedOrRolledBackWithTheNotification()
    {
        await CheckAsync(
            async (id, context) =>
            {
                var (connection, transaction) = TestDatabase.TransactionOf(context);
                var shop = context.Services.GetRequiredService<ShopContext>();
                shop.Database.SetDbConnection(connection);
                await shop.Database.UseTransactionAsync(transaction);
                shop.Orders.Add(new Order { Number = id });
                await shop.SaveChangesAsync();
            },
            services => services.AddDbContext<ShopContext>(options => options.UseSqlite())
                .AddSingleton(new TableName(_database.Orders)));
    }

    private async Task CheckAsync(Func<string, NotificationContext, Task> effect, Action<IServiceCollection>? services = null)
    {
        await using var host = await _database.StartAsync(
            async (notification, context, _) =>
            {
                await effect(notification.Id, context);
                if (context.Attempt == 1)
                {
                    throw new InvalidDataException(RecordingHandler.Failure);
                }
            },
            services: services);

        var failed = await host.PostAsync(Notification);
        var rolledBack = _database.CountOrders(_id);
        var handled = await host.PostAsync(Notification);

        Assert.That((failed.Status, rolledBack), Is.EqualTo((500, 0)), host.Log.Text);
        Assert.That((handled.Status, _database.CountOrders(_id)), Is.EqualTo((204, 1)), host.Log.Text);
    }

    private sealed record TableName(string Value);

    private sealed class Order
    {
        public required string Number { get; init; }
    }

    private sealed class ShopContext(DbContextOptions<ShopContext> options, TableName table) : DbContext(options)
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) =>
            modelBuilder.Entity<Order>().ToTable(table.Value).HasKey(order => order.Number);
    }
}

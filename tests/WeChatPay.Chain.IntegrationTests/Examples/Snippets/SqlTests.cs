using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox;
using WeChatPay.Chain.Sql;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class SqlTests
{
    [Test]
    public async Task Notification_WithAnInboxInTheDatabase_PaysTheOrderInItsTransaction()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay"));
        builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));

        builder.Services.AddWeChatPaySqlInbox(
            SqlDialect.Sqlite,
            _ => SqliteFactory.Instance.CreateDataSource("Data Source=shop.db"),
            options => options.CreateTables = true);

        await using var app = builder.Build();
        app.MapWeChatPayNotifications("/notify", async (Notification notification, NotificationContext context, CancellationToken token) =>
        {
            var current = context.Services.GetRequiredService<NotificationTransaction>();
            await using var command = current.Connection.CreateCommand();
            command.Transaction = current.Transaction;
            command.CommandText = "UPDATE orders SET paid = 1 WHERE number = @number";
            var number = command.CreateParameter();
            (number.ParameterName, number.Value) = ("@number", (string)notification.Data.out_trade_no);
            command.Parameters.Add(number);
            if (await command.ExecuteNonQueryAsync(token) != 1)
            {
                throw new InvalidDataException("The notification is about an unknown order.");
            }
        });

        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=shop.db");
        await using var create = source.CreateCommand(
            "DROP TABLE IF EXISTS orders; CREATE TABLE orders (number TEXT, paid INT); INSERT INTO orders VALUES ('A20261121001', 0)");
        await create.ExecuteNonQueryAsync();
        await app.StartAsync();
        var options = sandbox.CreateClientOptions();
        using var client = new WeChatPayClient(options);
        using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new
        {
            json = new
            {
                appid = "wx8888888888888888",
                mchid = options.MerchantId,
                description = "A test",
                out_trade_no = "A20261121001",
                notify_url = $"{app.Urls.Single()}/notify",
                amount = new { total = 1 },
            },
        });
        Assert.That((await sandbox.PayAsync("A20261121001")).IsAccepted);
        await using var select = source.CreateCommand("SELECT paid FROM orders");
        Assert.That(await select.ExecuteScalarAsync(), Is.EqualTo(1));
    }
}

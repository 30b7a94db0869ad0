using Microsoft.Data.Sqlite;
using Webshop.Orders;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

/// <summary>An order is paid and its notification is handled in one transaction.</summary>
[CancelAfter(120_000)]
public sealed class TransactionTests : ShopTests
{
    [Test]
    public async Task Payment_IsCommittedWithTheRecordOfItsNotification(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);

        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Paid));
        Assert.That(CountHandled(notification.Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Payment_WhoseRecordCannotBeWritten_IsRolledBackAndMadeByTheNextDelivery(CancellationToken cancellationToken)
    {
        var order = await Shop.OrderAsync();
        // The second statement of the sale fails, after the order was marked as paid.
        Execute("CREATE TRIGGER sold_out BEFORE INSERT ON sold BEGIN SELECT RAISE(ABORT, 'sold out'); END");

        var notification = await Shop.Sandbox.PayAsync(order.Number, cancellationToken);
        var stateAfterTheFirst = Shop.Orders.Find(order.Number)!.State;
        var handledAfterTheFirst = CountHandled(notification.Id);
        Execute("DROP TRIGGER sold_out");
        var again = await notification.SendAgainAsync(cancellationToken);

        Assert.That(notification.Deliveries[0].StatusCode, Is.EqualTo(500));
        Assert.That((stateAfterTheFirst, handledAfterTheFirst), Is.EqualTo((OrderState.Waiting, 0)));
        Assert.That(again.IsAccepted);
        Assert.That(Shop.Orders.Find(order.Number)!.State, Is.EqualTo(OrderState.Paid));
        Assert.That(Shop.Orders.CountSold(), Is.EqualTo(new Dictionary<string, long> { ["apple"] = 1 }));
    }

    private long CountHandled(string notificationId)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM wechatpay_inbox WHERE notification_id = @id AND handled_at IS NOT NULL";
        command.Parameters.AddWithValue("@id", notificationId);
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = (SqliteConnection)Shop.Orders.DataSource.CreateConnection();
        connection.Open();
        return connection;
    }
}

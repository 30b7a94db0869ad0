using WeChatPay.Chain.Sql.Tests.Support;
using WeChatPay.Chain.Sql.Worker;

namespace WeChatPay.Chain.Sql.Tests;

/// <summary>An instance is killed between two steps, and the platform delivers the notification to another one.</summary>
internal sealed class KilledProcessTests(SqlDialect dialect) : SqlTests(dialect)
{
    [Test]
    public async Task Notification_OfAKilledProcess_HasOneEffectAfterTheNextDelivery([Values] Step step)
    {
        using (var killed = new WorkerProcess(Database, step))
        {
            await killed.PostAndKillAsync(Notification);
        }
        var calls = 0;
        await using var other = await Database.StartAsync((notification, context, _) =>
        {
            calls++;
            return Database.AddOrderAsync(notification, context);
        });

        HostResponse response;
        do
        {
            // The server may not have noticed yet that the process is gone.
            response = await other.PostAsync(Notification);
        }
        while (response.Status == 409);

        Assert.That(response.Status, Is.EqualTo(204), other.Log.Text);
        Assert.That((calls, Database.CountOrders(Id)), Is.EqualTo((step == Step.Commit ? 0 : 1, 1)));
    }
}

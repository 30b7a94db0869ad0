using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Notifications;

// Ends a run that waits for a delivery that never happens.
[CancelAfter(120_000)]
public sealed class NotificationSenderTests : SandboxTests
{
    private static readonly int[] _waitsInSeconds = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600];

    [Test]
    public async Task Send_Payment_IsReadWithMerchantKeys(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync();

        var sent = await PayAsync(server, cancellationToken);

        var received = server.Received.Single();
        var notification = new NotificationReader(Merchant.Options).Read(received.Headers, received.Body);
        Assert.That(
            (notification.Id, notification.EventType, notification.OriginalType, notification.ResourceType),
            Is.EqualTo((sent.Id, "TRANSACTION.SUCCESS", "transaction", "encrypt-resource")));
        Assert.That(notification.CreateTime, Is.EqualTo(Clock.GetUtcNow()));
        Assert.That(notification.Resource.GetRawText(), Is.EqualTo((await Merchant.QueryAsync()).Body));
        Assert.That(sent.IsAccepted, Is.True);
        Assert.That(sent.Deliveries.Single().StatusCode, Is.EqualTo(204));
        Assert.That(Sandbox.Notifications, Is.EqualTo([sent]));
    }

    [Test]
    public async Task Send_Refund_IsReadWithMerchantKeys(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync();
        await PayAsync(server, cancellationToken);

        await Merchant.PostAsync(Orders.Refunds, Orders.RefundBody(60).With("notify_url", server.NotifyUrl));
        await Sandbox.Notifications.Single(sent => sent.EventType == "REFUND.SUCCESS").WaitForDeliveryAsync(1, cancellationToken);

        var received = server.Received[^1];
        var notification = new NotificationReader(Merchant.Options).Read(received.Headers, received.Body);
        Assert.That(notification.OriginalType, Is.EqualTo("refund"));
        Assert.That(
            ((string)notification.Data.refund_status, (string)notification.Data.out_refund_no, (long)notification.Data.amount.refund),
            Is.EqualTo(("SUCCESS", "R1", 60L)));
    }

    [Test]
    public async Task Send_RefundWithoutNotifyUrl_SendsNothing(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync();
        await PayAsync(server, cancellationToken);

        await Merchant.PostAsync(Orders.Refunds, Orders.RefundBody(60));

        Assert.That(Sandbox.Notifications.Select(sent => sent.EventType), Is.EqualTo(["TRANSACTION.SUCCESS"]));
    }

    [TestCase(201)]
    [TestCase(302)]
    [TestCase(401)]
    [TestCase(500)]
    public async Task Send_NotAccepted_IsRetriedOnSchedule(int status, CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync(status);

        var sent = await PayAsync(server, cancellationToken);
        var waits = await WaitForLastDeliveryAsync(sent, cancellationToken);

        var times = sent.Deliveries.Select(delivery => delivery.Time).ToList();
        Assert.That(waits.Select(wait => (int)wait.TotalSeconds), Is.EqualTo(_waitsInSeconds));
        Assert.That(times.Zip(times.Skip(1), (first, second) => second - first), Is.EqualTo(waits));
        Assert.That(sent.Deliveries.Select(delivery => delivery.StatusCode), Is.All.EqualTo(status));
        Assert.That(server.Received, Has.Count.EqualTo(16));
        Assert.That(() => sent.WaitForDeliveryAsync(17, cancellationToken), Throws.InvalidOperationException);
    }

    [TestCase(200)]
    [TestCase(204)]
    public async Task Send_AcceptedAfterRetry_IsNotRetriedAgain(int status, CancellationToken cancellationToken)
    {
        var responses = new Queue<int>([500, status]);
        await using var server = await MerchantServer.StartAsync(_ => Task.FromResult(responses.Dequeue()));

        var sent = await PayAsync(server, cancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(15));
        await sent.WaitForDeliveryAsync(2, cancellationToken);

        Assert.That(
            () => sent.WaitForDeliveryAsync(3, cancellationToken), Throws.InvalidOperationException.With.Message.Contains("2 times"));
        Assert.That(sent.IsAccepted, Is.True);
        Assert.That(sent.Deliveries[0].ResponseBody, Does.Contain("FAIL"));
    }

    [Test]
    public async Task Send_Retry_HasSameBodyAndNewSignature(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync(500);

        var sent = await PayAsync(server, cancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(15));
        await sent.WaitForDeliveryAsync(2, cancellationToken);

        var (first, second) = (server.Received[0], server.Received[1]);
        Assert.That(second.Body, Is.EqualTo(first.Body).And.EqualTo(sent.BodyBytes));
        Assert.That(second.Headers["Wechatpay-Nonce"], Is.Not.EqualTo(first.Headers["Wechatpay-Nonce"]));
        Assert.That(
            long.Parse(second.Headers["Wechatpay-Timestamp"], null) - long.Parse(first.Headers["Wechatpay-Timestamp"], null),
            Is.EqualTo(15));
        Assert.That(new NotificationReader(Merchant.Options).Read(second.Headers, second.Body).Id, Is.EqualTo(sent.Id));
    }

    [Test]
    public async Task Send_NoServer_IsDeliveryWithoutResponse()
    {
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options));

        var sent = await Sandbox.PayAsync(Orders.Number);

        Assert.That((sent.Deliveries.Single().StatusCode, sent.IsAccepted), Is.EqualTo(((int?)null, false)));
    }

    [Test]
    public async Task Send_SlowMerchant_TimesOutAfterFiveSeconds(CancellationToken cancellationToken)
    {
        var arrived = new TaskCompletionSource();
        await using var server = await MerchantServer.StartAsync(async _ =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 204;
        });
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options, notifyUrl: server.NotifyUrl));

        var payment = Sandbox.PayAsync(Orders.Number, cancellationToken);
        await arrived.Task.WaitAsync(cancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await payment).Deliveries.Single().StatusCode, Is.Null);
    }

    [Test]
    public async Task Send_ResponseWithUnknownCharset_IsRecorded(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync(500);
        server.ContentType = "application/json; charset=utf-99";

        var sent = await PayAsync(server, cancellationToken);

        Assert.That(
            (sent.Deliveries.Single().StatusCode, sent.Deliveries.Single().ResponseBody),
            Is.EqualTo((500, """{"code":"FAIL","message":"失败"}""")));
    }

    [Test]
    public async Task Send_Copies_ArriveTogether(CancellationToken cancellationToken)
    {
        var both = new TaskCompletionSource();
        var count = 0;
        await using var server = await MerchantServer.StartAsync(async _ =>
        {
            if (Interlocked.Increment(ref count) == 2)
            {
                both.SetResult();
            }
            await both.Task.WaitAsync(cancellationToken);
            return 204;
        });
        Options.NotificationCopies = 2;

        var sent = await PayAsync(server, cancellationToken);

        Assert.That(sent.Deliveries.Select(delivery => delivery.StatusCode), Is.EqualTo([204, 204]));
        Assert.That(server.Received.Select(received => received.Body), Is.All.EqualTo(sent.BodyBytes));
    }

    [Test]
    public async Task SendAgainAsync_AcceptedNotification_IsSentAgain(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync();
        var sent = await PayAsync(server, cancellationToken);

        var again = await sent.SendAgainAsync(cancellationToken);

        Assert.That(again.IsAccepted, Is.True);
        Assert.That(sent.Deliveries, Has.Count.EqualTo(2).And.Member(again));
        Assert.That(server.Received, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task DisposeAsync_NotificationRejected_StopsRetries(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync(500);
        var sent = await PayAsync(server, cancellationToken);

        await Sandbox.DisposeAsync();
        Clock.Advance(TimeSpan.FromSeconds(15));

        Assert.That(() => sent.WaitForDeliveryAsync(2, cancellationToken), Throws.InvalidOperationException);
        Assert.That(() => sent.SendAgainAsync(cancellationToken), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(server.Received, Has.Count.EqualTo(1));
    }

    private async Task<SandboxNotification> PayAsync(MerchantServer server, CancellationToken cancellationToken)
    {
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options, notifyUrl: server.NotifyUrl));
        return await Sandbox.PayAsync(Orders.Number, cancellationToken);
    }

    /// <returns>The wait after each delivery.</returns>
    private async Task<List<TimeSpan>> WaitForLastDeliveryAsync(SandboxNotification sent, CancellationToken cancellationToken)
    {
        var waits = new List<TimeSpan>();
        while (Clock.Waits is [var wait])
        {
            waits.Add(wait);
            Clock.Advance(wait);
            await sent.WaitForDeliveryAsync(waits.Count + 1, cancellationToken);
        }
        return waits;
    }
}

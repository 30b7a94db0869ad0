using System.Diagnostics.Metrics;
using WeChatPay.Chain.AspNetCore.Routing;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Measures how many notifications wait in the queues, and since when.</summary>
internal sealed class QueueGauges : IDisposable
{
    private readonly Meter _meter = new("WeChatPay.Chain");

    /// <param name="queues">The queues of one application.</param>
    public QueueGauges(NotificationQueue[] queues)
    {
        _meter.CreateObservableGauge(
            "wechatpay.notification.queue.length",
            () => queues.SelectMany(queue => queue.Counts).Select(count => Measure(count, count.Waiting)),
            "{notification}",
            "The number of notifications that wait to be handled in the background, or are being handled.");
        _meter.CreateObservableGauge(
            "wechatpay.notification.queue.failed",
            () => queues.SelectMany(queue => queue.Counts).Select(count => Measure(count, count.Failed)),
            "{notification}",
            "The number of notifications that are kept after their last attempt failed.");
        _meter.CreateObservableGauge(
            "wechatpay.notification.queue.age",
            () => queues.SelectMany(queue => queue.Counts).Select(count => Measure(count, count.OldestAge.TotalSeconds)),
            "s",
            "The time since the oldest notification that waits was received.");
    }

    public void Dispose() => _meter.Dispose();

    private static Measurement<T> Measure<T>(StoredNotificationCount count, T value)
        where T : struct =>
        new(value, new("http.route", NotificationRoute.NameOf(count.Endpoint)), new("wechatpay.merchant_id", count.MerchantId));
}

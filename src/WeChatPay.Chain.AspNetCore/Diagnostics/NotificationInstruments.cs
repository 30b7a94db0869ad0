using System.Diagnostics;
using System.Diagnostics.Metrics;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Routing;

namespace WeChatPay.Chain.AspNetCore.Diagnostics;

/// <summary>Counts notifications by outcome. No tag has a value that a sender can choose.</summary>
internal static class NotificationInstruments
{
    private static readonly Meter _meter = new("WeChatPay.Chain");
    private static readonly Counter<long> _notifications = _meter.CreateCounter<long>(
        "wechatpay.notifications",
        "{notification}",
        "The number of notifications received, by outcome. Those handled after the response are counted again when the handler ends.");

    private static readonly Counter<long> _lostClaims = _meter.CreateCounter<long>(
        "wechatpay.notification.lost_claims",
        "{claim}",
        "The number of claims that another instance took, or may have taken, while the handler ran.");

    private static readonly Counter<long> _lostNotifications = _meter.CreateCounter<long>(
        "wechatpay.notification.lost",
        "{notification}",
        "The number of notifications that were accepted and whose last attempt failed. The platform does not deliver them again.");

    private static readonly Histogram<double> _handlerDuration = _meter.CreateHistogram<double>(
        "wechatpay.notification.handler.duration", "s", "The duration of handlers.");

    public static void CountLostClaim(NotificationKey key) => _lostClaims.Add(1, TagsOf(key));

    public static void CountLostNotification(NotificationKey key) => _lostNotifications.Add(1, TagsOf(key));

    /// <param name="key">The notification.</param>
    /// <param name="isSuccess">Whether the handler succeeded.</param>
    /// <param name="duration">The time from its start until it ended, or until its notification was freed.</param>
    public static void RecordHandler(NotificationKey key, bool isSuccess, TimeSpan duration)
    {
        if (_handlerDuration.Enabled)
        {
            var tags = TagsOf(key);
            tags.Add("wechatpay.notification.outcome", isSuccess ? "handled" : "failed");
            _handlerDuration.Record(duration.TotalSeconds, tags);
        }
    }

    /// <param name="outcome">The outcome of the notification.</param>
    /// <param name="endpoint">The route pattern, or the <see cref="NotificationKey.Endpoint"/>.</param>
    /// <param name="merchantId">The merchant ID; <see langword="null"/> if the merchant is unknown.</param>
    public static void Count(NotificationOutcome outcome, string endpoint, string? merchantId)
    {
        if (_notifications.Enabled)
        {
            var tags = new TagList
            {
                { "wechatpay.notification.outcome", NameOf(outcome) },
                { "http.route", NotificationRoute.NameOf(endpoint) }
            };
            if (merchantId is not null)
            {
                tags.Add("wechatpay.merchant_id", merchantId);
            }
            _notifications.Add(1, tags);
        }
    }

    private static TagList TagsOf(NotificationKey key) =>
        new() { { "http.route", NotificationRoute.NameOf(key.Endpoint) }, { "wechatpay.merchant_id", key.MerchantId } };

    private static string NameOf(NotificationOutcome outcome) => outcome switch
    {
        NotificationOutcome.Handled => "handled",
        NotificationOutcome.HandledBefore => "handled_before",
        NotificationOutcome.Queued => "queued",
        NotificationOutcome.UnknownMerchant => "unknown_merchant",
        NotificationOutcome.TooLong => "too_long",
        NotificationOutcome.Broken => "broken",
        NotificationOutcome.Unverified => "unverified",
        NotificationOutcome.Unreadable => "unreadable",
        NotificationOutcome.BeingHandled => "being_handled",
        NotificationOutcome.Busy => "busy",
        NotificationOutcome.QueueFull => "queue_full",
        NotificationOutcome.TooSlow => "too_slow",
        _ => "failed",
    };
}

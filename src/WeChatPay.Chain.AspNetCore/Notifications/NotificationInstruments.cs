using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Counts what became of notifications. Nothing that a sender chooses is a tag.</summary>
internal static class NotificationInstruments
{
    private static readonly Meter _meter = new("WeChatPay.Chain");
    private static readonly Counter<long> _notifications = _meter.CreateCounter<long>(
        "wechatpay.notifications", "{notification}", "Notifications received, by outcome; those in the background, and those too slow for the response, once more when their handler ends.");

    /// <param name="outcome">What became of it.</param>
    /// <param name="endpoint">See <see cref="NotificationKey.Endpoint"/>.</param>
    /// <param name="merchantId">Null when the URL names no client.</param>
    public static void Count(NotificationOutcome outcome, string endpoint, string? merchantId)
    {
        if (_notifications.Enabled)
        {
            var tags = new TagList { { "wechatpay.notification.outcome", NameOf(outcome) }, { "http.route", endpoint } };
            if (merchantId is not null)
            {
                tags.Add("wechatpay.merchant_id", merchantId);
            }
            _notifications.Add(1, tags);
        }
    }

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
        NotificationOutcome.QueueFull => "queue_full",
        NotificationOutcome.TooSlow => "too_slow",
        _ => "failed",
    };
}

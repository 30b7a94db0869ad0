using System.Diagnostics;
using System.Diagnostics.Metrics;
using WeChatPay.Chain.AspNetCore.Endpoints;

namespace WeChatPay.Chain.AspNetCore.Diagnostics;

/// <summary>Counts notifications by outcome. No tag has a value that a sender can choose.</summary>
internal static class NotificationInstruments
{
    private static readonly Meter _meter = new("WeChatPay.Chain");
    private static readonly Counter<long> _notifications = _meter.CreateCounter<long>(
        "wechatpay.notifications",
        "{notification}",
        "The number of notifications received, by outcome. Those handled after the response are counted again when the handler ends.");

    /// <param name="outcome">The outcome of the notification.</param>
    /// <param name="endpoint">See <see cref="NotificationKey.Endpoint"/>.</param>
    /// <param name="merchantId">The merchant ID; <see langword="null"/> if the merchant is unknown.</param>
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

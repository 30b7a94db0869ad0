using Webshop.Orders;
using WeChatPay.Chain;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Endpoints;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sql;

namespace Webshop.Payments;

/// <summary>
/// Handles verified notifications, each in one transaction: an order is paid exactly when its notification is recorded as handled. When it
/// throws, both are rolled back, the response is 500, and the platform retries.
/// </summary>
internal sealed class PaymentNotifications(OrderStore store, NotificationTransaction transaction, Binding binding, ILogger<Ledger> log)
    : INotificationHandler<Notification>
{
    public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        var orders = store.Within(transaction);
        var ledger = new Ledger(orders, binding, log);
        if (notification.Is<TransactionSuccess>(out var payment))
        {
            ledger.Record(Find(orders, payment.out_trade_no), Payment.From(payment));
        }
        else if (notification.EventType.StartsWith("REFUND.", StringComparison.Ordinal))
        {
            var refund = Refund.From(notification);
            var order = Find(orders, refund.OrderNumber);
            // A refund with another number was made elsewhere, for example in the merchant platform (商户平台).
            if (refund.Number == order.RefundNumber)
            {
                binding.RequireMerchant(order, (string?)notification.Data.mchid);
                ledger.RecordRefund(order, refund);
            }
        }
        else
        {
            throw new InvalidDataException(
                "A notification is neither about a payment nor about a refund. Does another system use the same notify_url?");
        }
        return Task.CompletedTask;
    }

    private static Order Find(OrderStore orders, string? number) => orders.Find(number ?? "")
        ?? throw new InvalidDataException(
            "A notification is about an unknown order. Does another system of this merchant use the same notify_url?");
}

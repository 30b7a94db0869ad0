using Webshop.Orders;
using WeChatPay.Chain.AspNetCore;
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
        var order = orders.Find((string)notification.Data.out_trade_no)
            ?? throw new InvalidDataException(
                "A notification is about an unknown order. Does another system of this merchant use the same notify_url?");
        if (notification.EventType.StartsWith("REFUND.", StringComparison.Ordinal))
        {
            // A refund with another number was made elsewhere, for example in the merchant platform (商户平台).
            if ((string)notification.Data.out_refund_no == order.RefundNumber)
            {
                ledger.RecordRefundNotification(order, notification.Data);
            }
        }
        else if (notification.EventType == "TRANSACTION.SUCCESS")
        {
            ledger.Record(order, notification.Data);
        }
        else
        {
            throw new InvalidDataException(
                "A notification is neither about a payment nor about a refund. Does another system use the same notify_url?");
        }
        return Task.CompletedTask;
    }
}

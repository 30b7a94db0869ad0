using Webshop.Orders;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Notifications;

namespace Webshop.Payments;

/// <summary>Handles what the platform posts. It was verified and opened before it comes here; what throws here is answered 500, and repeated.</summary>
internal sealed class PaymentNotifications(OrderStore orders, Ledger ledger) : INotificationHandler<Notification>
{
    public Task HandleAsync(Notification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        var order = orders.Find((string)notification.Data.out_trade_no)
            ?? throw new InvalidDataException("A notification names an order that this shop does not have. Another system of this merchant may use the same notify_url.");
        if (notification.EventType.StartsWith("REFUND.", StringComparison.Ordinal))
        {
            // Another number is a refund that was made elsewhere, as in the merchant platform (商户平台).
            if ((string)notification.Data.out_refund_no == order.RefundNumber)
            {
                ledger.EnterRefundNotification(order, notification.Data);
            }
        }
        else if (notification.EventType == "TRANSACTION.SUCCESS")
        {
            ledger.Enter(order, notification.Data);
        }
        else
        {
            throw new InvalidDataException("A notification is neither about a payment nor about a refund. Does another system use the same notify_url?");
        }
        return Task.CompletedTask;
    }
}

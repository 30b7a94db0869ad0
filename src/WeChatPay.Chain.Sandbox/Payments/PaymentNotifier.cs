using WeChatPay.Chain.Sandbox.Notifications;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Says what the platform notifies a merchant of.</summary>
internal sealed class PaymentNotifier(string merchantId, NotificationSender sender)
{
    public object TransactionOf(Order order) => TransactionView.Of(order, merchantId);

    public object RefundOf(Refund refund) => RefundView.Notified(refund, merchantId);

    public SandboxNotification Paid(Uri url, object transaction) => sender.Send(url, new NotificationContent("TRANSACTION.SUCCESS", "支付成功", "transaction", transaction));

    public void Refunded(Uri url, object refund) => sender.Send(url, new NotificationContent("REFUND.SUCCESS", "退款成功", "refund", refund));
}

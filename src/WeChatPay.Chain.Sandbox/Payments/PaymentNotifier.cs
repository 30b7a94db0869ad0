using WeChatPay.Chain.Sandbox.Notifications;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Creates and sends the notifications of payments and refunds.</summary>
internal sealed class PaymentNotifier(string merchantId, NotificationSender sender)
{
    public object CreateTransaction(Order order) => TransactionView.From(order, merchantId);

    public object CreateRefund(Refund refund) => RefundView.CreateNotification(refund, merchantId);

    public SandboxNotification NotifyPaid(Uri url, object transaction) =>
        sender.Send(url, new NotificationContent("TRANSACTION.SUCCESS", "支付成功", "transaction", transaction));

    public void NotifyRefunded(Uri url, object refund) =>
        sender.Send(url, new NotificationContent("REFUND.SUCCESS", "退款成功", "refund", refund));
}

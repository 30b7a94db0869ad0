using Webshop.Orders;

namespace Webshop.Payments;

/// <summary>Records payments and refunds from verified responses and notifications.</summary>
/// <remarks>The same message can arrive several times or concurrently. The store applies the first one and ignores the others.</remarks>
internal sealed class Ledger(OrderStore orders, Binding binding, ILogger<Ledger> log)
{
    /// <param name="order">The order in the database.</param>
    /// <param name="payment">What a response or a notification says.</param>
    /// <exception cref="InvalidDataException">
    /// The payment does not belong to this order, or the order was paid after the shop had closed it.
    /// </exception>
    public void Record(Order order, Payment payment)
    {
        binding.RequirePayment(order, payment);
        switch (payment.State)
        {
            case "SUCCESS":
                if (orders.MarkPaid(order, payment.TransactionId!))
                {
                    log.Paid(order.Number);
                }
                else if (orders.Find(order.Number) is { State: OrderState.Closed })
                {
                    throw new InvalidDataException($"Order {order.Number} was paid after it was closed. Check the order.");
                }
                break;
            case "REFUND":
                // Paid and refunded. If the shop has not refunded the order, it was refunded elsewhere.
                if (orders.Move(order.Number, OrderState.Waiting, OrderState.Refunded))
                {
                    log.RefundedElsewhere(order.Number);
                }
                break;
            case "CLOSED":
                orders.Move(order.Number, OrderState.Waiting, OrderState.Closed);
                break;
        }
    }

    /// <param name="order">The order in the database.</param>
    /// <param name="refund">What a response or a notification says.</param>
    /// <exception cref="InvalidDataException">The refund does not belong to this order.</exception>
    public void RecordRefund(Order order, Refund refund)
    {
        Binding.RequireRefund(order, refund);
        orders.SetRefundStatus(order.Number, refund.Status!);
        switch (refund.Status)
        {
            case "SUCCESS":
                orders.Move(order.Number, OrderState.Refunding, OrderState.Refunded);
                break;
            case "CLOSED":
                orders.Move(order.Number, OrderState.Refunding, OrderState.Paid);
                break;
            case "ABNORMAL":
                log.RefundAbnormal(order.Number);
                break;
        }
    }
}

using Webshop.Orders;

namespace Webshop.Payments;

/// <summary>Enters what the platform says of an order, be it a response or a notification: the client has proved both to be the platform's.</summary>
/// <remarks>It may say the same again, or several say it at once. The store takes the first and lets the others change nothing.</remarks>
internal sealed class Ledger(OrderStore orders, Binding binding, ILogger<Ledger> log)
{
    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="transaction">The platform's transaction.</param>
    /// <exception cref="InvalidDataException">It is not about this order, or was paid after the shop had closed it.</exception>
    public void Enter(Order order, dynamic transaction)
    {
        binding.RequireTransaction(order, transaction);
        switch ((string)transaction.trade_state)
        {
            case "SUCCESS":
                if (orders.MarkPaid(order, (string)transaction.transaction_id))
                {
                    log.Paid(order.Number);
                }
                else if (orders.Find(order.Number) is { State: OrderState.Closed })
                {
                    throw new InvalidDataException($"The order {order.Number} was paid, and the shop had closed it. Somebody has to look at it.");
                }
                break;
            case "REFUND":
                // Paid and given back, or about to be. After the shop's own refund that is no news; before it, somebody made another one.
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

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="refund">The response to a refund or to a query of it.</param>
    /// <exception cref="InvalidDataException">It is not about this order's refund.</exception>
    public void EnterRefund(Order order, dynamic refund)
    {
        Binding.RequireRefund(order, refund);
        EnterRefundStatus(order, (string)refund.status);
    }

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="refund">The data of a notification about a refund.</param>
    /// <exception cref="InvalidDataException">It is not about this order's refund.</exception>
    public void EnterRefundNotification(Order order, dynamic refund)
    {
        binding.RequireRefundNotification(order, refund);
        EnterRefundStatus(order, (string)refund.refund_status);
    }

    private void EnterRefundStatus(Order order, string status)
    {
        orders.SetRefundStatus(order.Number, status);
        switch (status)
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

using Webshop.Orders;

namespace Webshop.Payments;

/// <summary>Enters what the platform says of an order, be it an answer or a notification: the client has proved both to be the platform's.</summary>
/// <remarks>It may say the same again, or several say it at once. The store takes the first and lets the others change nothing.</remarks>
internal sealed class Ledger(OrderStore orders, ILogger<Ledger> log)
{
    public const string Currency = "CNY";

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="transaction">The platform's transaction, which names the same <c>out_trade_no</c>.</param>
    /// <exception cref="InvalidDataException">The user paid another amount than the shop asked for, or an order that it has closed.</exception>
    public void Enter(Order order, dynamic transaction)
    {
        switch ((string)transaction.trade_state)
        {
            case "SUCCESS" or "REFUND":
                // That the platform says so does not mean that it speaks of the right amount.
                if ((long)transaction.amount.total != order.Fen || (string)transaction.amount.currency != Currency)
                {
                    throw new InvalidDataException($"The order {order.Number} costs {order.Fen} fen, and another amount was paid. Somebody has to look at it.");
                }
                if (orders.MarkPaid(order, (string)transaction.transaction_id))
                {
                    log.Paid(order.Number);
                }
                else if (orders.Find(order.Number) is { State: OrderState.Closed })
                {
                    throw new InvalidDataException($"The order {order.Number} was paid, and the shop had closed it. Somebody has to look at it.");
                }
                break;
            case "CLOSED":
                orders.Move(order.Number, OrderState.Waiting, OrderState.Closed);
                break;
        }
    }

    /// <param name="order">The order as the shop knows it.</param>
    /// <param name="status">As in the answer's <c>status</c> or the notification's <c>refund_status</c>; <c>PROCESSING</c> changes nothing.</param>
    public void EnterRefund(Order order, string status)
    {
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

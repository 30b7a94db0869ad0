namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The orders and refunds of one sandbox. Thread-safe: each question and each change is one step.</summary>
/// <remarks>A change that the platform notifies of is notified of once, by whoever made it, outside the lock.</remarks>
internal sealed class OrderBook(TimeProvider timeProvider, PaymentNotifier notifier)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Order> _orders = [];
    private readonly Dictionary<string, Refund> _refunds = [];

    public SandboxAnswer Place(OrderTerms terms)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(terms.OutTradeNo, out var order))
            {
                _orders.Add(terms.OutTradeNo, order = new Order(terms));
            }
            return order switch
            {
                { IsPaid: true } => PaymentRefusal.OrderPaid,
                { State: OrderState.CLOSED } => PaymentRefusal.OrderClosed,
                _ when !order.Terms.Repeats(terms) => PaymentRefusal.NumberUsed,
                _ => SandboxAnswer.Json(Prepayment.Of(order.Terms)),
            };
        }
    }

    /// <param name="isMeant">Finds the order.</param>
    /// <param name="view">What is answered when it is there.</param>
    public SandboxAnswer Query(Func<Order, bool> isMeant, Func<Order, object> view)
    {
        lock (_lock)
        {
            return _orders.Values.FirstOrDefault(isMeant) is { } order ? SandboxAnswer.Json(view(order)) : PaymentRefusal.OrderUnknown;
        }
    }

    public SandboxAnswer Close(string outTradeNo)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(outTradeNo, out var order))
            {
                return PaymentRefusal.OrderUnknown;
            }
            if (order.State != OrderState.NOTPAY)
            {
                return order.IsPaid ? PaymentRefusal.OrderPaid : PaymentRefusal.OrderClosed;
            }
            order.Close();
            return SandboxAnswer.Empty();
        }
    }

    /// <summary>The user pays.</summary>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    /// <exception cref="InvalidOperationException">Nobody can pay it any more.</exception>
    public SandboxNotification Pay(string outTradeNo)
    {
        object transaction;
        Order? order;
        lock (_lock)
        {
            if (!_orders.TryGetValue(outTradeNo, out order))
            {
                throw new ArgumentException($"No order '{outTradeNo}' was placed. Place it first, with POST v3/pay/transactions/native or one of its kind.", nameof(outTradeNo));
            }
            var now = timeProvider.GetUtcNow();
            if (order.State != OrderState.NOTPAY || order.Terms.TimeExpire < now)
            {
                throw new InvalidOperationException($"Nobody can pay the order '{outTradeNo}': it is {(order.State == OrderState.NOTPAY ? "past its time_expire" : order.State)}.");
            }
            order.Pay(now);
            transaction = notifier.TransactionOf(order);
        }
        return notifier.Paid(order.Terms.NotifyUrl, transaction);
    }

    public SandboxAnswer Refund(RefundTerms terms)
    {
        object answer, resource;
        Refund? refund;
        lock (_lock)
        {
            if (_refunds.TryGetValue(terms.OutRefundNo, out refund))
            {
                return refund.Terms.Repeats(terms) ? SandboxAnswer.Json(RefundView.Settled(refund)) : PaymentRefusal.RefundDiffers;
            }
            if (_orders.Values.FirstOrDefault(order => Concerns(terms, order)) is not { } order)
            {
                return PaymentRefusal.RefundOfNothing;
            }
            if (PaymentRefusal.Of(terms, order) is { } refusal)
            {
                return refusal;
            }
            order.Refund(terms.Fen);
            refund = new Refund(terms, order, timeProvider.GetUtcNow());
            _refunds.Add(terms.OutRefundNo, refund);
            answer = RefundView.Accepted(refund);
            resource = notifier.RefundOf(refund);
        }
        if (terms.NotifyUrl is { } url)
        {
            notifier.Refunded(url, resource);
        }
        return SandboxAnswer.Json(answer);
    }

    public SandboxAnswer QueryRefund(string outRefundNo)
    {
        lock (_lock)
        {
            return _refunds.TryGetValue(outRefundNo, out var refund) ? SandboxAnswer.Json(RefundView.Settled(refund)) : PaymentRefusal.RefundUnknown;
        }
    }

    private static bool Concerns(RefundTerms terms, Order order) =>
        (terms.TransactionId is null || terms.TransactionId == order.TransactionId) && (terms.OutTradeNo is null || terms.OutTradeNo == order.Terms.OutTradeNo);
}

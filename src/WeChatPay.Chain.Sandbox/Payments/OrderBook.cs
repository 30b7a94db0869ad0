namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The orders and refunds of one sandbox. Thread-safe: each question and each change is one step.</summary>
/// <remarks>A change that the platform notifies of is notified of once, by whoever made it, outside the lock.</remarks>
internal sealed class OrderBook(TimeProvider timeProvider, PaymentNotifier notifier)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Order> _orders = [];
    private readonly Dictionary<string, Refund> _refunds = [];

    public SandboxResponse Place(OrderTerms terms)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(terms.OutTradeNo, out var order))
            {
                _orders.Add(terms.OutTradeNo, order = new Order(terms));
            }
            return order switch
            {
                { IsPaid: true } => PaymentErrors.OrderPaid,
                { State: OrderState.CLOSED } => PaymentErrors.OrderClosed,
                _ when !order.Terms.Repeats(terms) => PaymentErrors.NumberUsed,
                _ => SandboxResponse.Json(Prepayment.Of(order.Terms)),
            };
        }
    }

    /// <param name="isMeant">Finds the order.</param>
    /// <param name="view">What is answered when it is there.</param>
    public SandboxResponse Query(Func<Order, bool> isMeant, Func<Order, object> view)
    {
        lock (_lock)
        {
            return _orders.Values.FirstOrDefault(isMeant) is { } order ? SandboxResponse.Json(view(order)) : PaymentErrors.OrderUnknown;
        }
    }

    public SandboxResponse Close(string outTradeNo)
    {
        lock (_lock)
        {
            if (!_orders.TryGetValue(outTradeNo, out var order))
            {
                return PaymentErrors.OrderUnknown;
            }
            if (order.State != OrderState.NOTPAY)
            {
                return order.IsPaid ? PaymentErrors.OrderPaid : PaymentErrors.OrderClosed;
            }
            order.Close();
            return SandboxResponse.Empty();
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

    public SandboxResponse Refund(RefundTerms terms)
    {
        object response, resource;
        Refund? refund;
        lock (_lock)
        {
            if (_refunds.TryGetValue(terms.OutRefundNo, out refund))
            {
                return refund.Terms.Repeats(terms) ? SandboxResponse.Json(RefundView.Settled(refund)) : PaymentErrors.RefundDiffers;
            }
            if (_orders.Values.FirstOrDefault(order => Concerns(terms, order)) is not { } order)
            {
                return PaymentErrors.RefundOfNothing;
            }
            if (PaymentErrors.Of(terms, order) is { } refusal)
            {
                return refusal;
            }
            order.Refund(terms.Fen);
            refund = new Refund(terms, order, timeProvider.GetUtcNow());
            _refunds.Add(terms.OutRefundNo, refund);
            response = RefundView.Accepted(refund);
            resource = notifier.RefundOf(refund);
        }
        if (terms.NotifyUrl is { } url)
        {
            notifier.Refunded(url, resource);
        }
        return SandboxResponse.Json(response);
    }

    public SandboxResponse QueryRefund(string outRefundNo)
    {
        lock (_lock)
        {
            return _refunds.TryGetValue(outRefundNo, out var refund) ? SandboxResponse.Json(RefundView.Settled(refund)) : PaymentErrors.RefundUnknown;
        }
    }

    private static bool Concerns(RefundTerms terms, Order order) =>
        (terms.TransactionId is null || terms.TransactionId == order.TransactionId) && (terms.OutTradeNo is null || terms.OutTradeNo == order.Terms.OutTradeNo);
}

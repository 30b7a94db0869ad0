namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The orders and refunds of a sandbox. Thread-safe: each method is atomic.</summary>
/// <remarks>A notification is created under the lock, with the state that it reports, and sent after the lock is released.</remarks>
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
                order = new Order(terms);
                _orders.Add(terms.OutTradeNo, order);
            }
            return order switch
            {
                { IsPaid: true } => PaymentErrors.OrderPaid,
                { State: OrderState.CLOSED } => PaymentErrors.OrderClosed,
                _ when !order.Terms.Matches(terms) => PaymentErrors.NumberUsed,
                _ => SandboxResponse.Json(Prepayment.From(order.Terms)),
            };
        }
    }

    /// <param name="predicate">Selects the order.</param>
    /// <param name="createBody">Creates the body of the response.</param>
    public SandboxResponse Query(Func<Order, bool> predicate, Func<Order, object> createBody)
    {
        lock (_lock)
        {
            return _orders.Values.FirstOrDefault(predicate) is { } order
                ? SandboxResponse.Json(createBody(order))
                : PaymentErrors.OrderUnknown;
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

    /// <summary>Pays an order as the user would, and notifies the merchant.</summary>
    /// <exception cref="ArgumentException">The order does not exist.</exception>
    /// <exception cref="InvalidOperationException">The order is already paid, closed, or past its <c>time_expire</c>.</exception>
    public SandboxNotification Pay(string outTradeNo)
    {
        Uri notifyUrl;
        object transaction;
        lock (_lock)
        {
            var order = FindPayable(outTradeNo);
            order.Pay(timeProvider.GetUtcNow());
            notifyUrl = order.Terms.NotifyUrl;
            transaction = notifier.CreateTransaction(order);
        }
        return notifier.NotifyPaid(notifyUrl, transaction);
    }

    public SandboxResponse Refund(RefundTerms terms)
    {
        object response;
        object resource;
        lock (_lock)
        {
            if (_refunds.TryGetValue(terms.OutRefundNo, out var earlier))
            {
                return earlier.Terms.Matches(terms) ? SandboxResponse.Json(RefundView.CreateSettled(earlier)) : PaymentErrors.RefundDiffers;
            }
            if (_orders.Values.FirstOrDefault(terms.IsFor) is not { } order)
            {
                return PaymentErrors.RefundOrderUnknown;
            }
            if (PaymentErrors.FindProblem(terms, order) is { } error)
            {
                return error;
            }
            order.Refund(terms.RefundAmount);
            var refund = new Refund(terms, order, timeProvider.GetUtcNow());
            _refunds.Add(terms.OutRefundNo, refund);
            response = RefundView.CreateAccepted(refund);
            resource = notifier.CreateRefund(refund);
        }
        if (terms.NotifyUrl is { } url)
        {
            notifier.NotifyRefunded(url, resource);
        }
        return SandboxResponse.Json(response);
    }

    public SandboxResponse QueryRefund(string outRefundNo)
    {
        lock (_lock)
        {
            return _refunds.TryGetValue(outRefundNo, out var refund)
                ? SandboxResponse.Json(RefundView.CreateSettled(refund))
                : PaymentErrors.RefundUnknown;
        }
    }

    private Order FindPayable(string outTradeNo)
    {
        if (!_orders.TryGetValue(outTradeNo, out var order))
        {
            throw new ArgumentException(
                $"The order '{outTradeNo}' does not exist. Place it first, for example with POST v3/pay/transactions/native.",
                nameof(outTradeNo));
        }
        if (order.State != OrderState.NOTPAY)
        {
            throw new InvalidOperationException($"The order '{outTradeNo}' cannot be paid: its trade_state is {order.State}.");
        }
        if (order.Terms.TimeExpire < timeProvider.GetUtcNow())
        {
            throw new InvalidOperationException($"The order '{outTradeNo}' cannot be paid: it is past its time_expire.");
        }
        return order;
    }
}

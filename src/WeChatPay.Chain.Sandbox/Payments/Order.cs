using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>An order and its state. Access it only under the lock of its <see cref="OrderBook"/>.</summary>
internal sealed class Order(OrderTerms terms)
{
    public OrderTerms Terms { get; } = terms;

    public OrderState State { get; private set; }

    /// <summary>The platform's number of the payment; empty until the order is paid.</summary>
    public string TransactionId { get; private set; } = "";

    public DateTimeOffset SuccessTime { get; private set; }

    /// <summary>The total of the refunds, in fen.</summary>
    public long RefundedTotal { get; private set; }

    public bool IsPaid => State is OrderState.SUCCESS or OrderState.REFUND;

    /// <summary>The OpenID of the user who pays.</summary>
    public string PayerOpenId => Terms.OpenId ?? $"o-Sandbox-{Digits.From(Terms.OutTradeNo, 12)}";

    public void Pay(DateTimeOffset now)
    {
        State = OrderState.SUCCESS;
        TransactionId = $"4200{Digits.From(Terms.OutTradeNo, 24)}";
        SuccessTime = now;
    }

    public void Close() => State = OrderState.CLOSED;

    public void Refund(long amount)
    {
        State = OrderState.REFUND;
        RefundedTotal += amount;
    }
}

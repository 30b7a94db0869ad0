using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>An order and what became of it. Changed and read under the lock of its book only.</summary>
internal sealed class Order(OrderTerms terms)
{
    public OrderTerms Terms { get; } = terms;

    public OrderState State { get; private set; }

    /// <summary>Empty as long as nobody has paid.</summary>
    public string TransactionId { get; private set; } = "";

    public DateTimeOffset SuccessTime { get; private set; }

    /// <summary>In fen.</summary>
    public long Refunded { get; private set; }

    public bool IsPaid => State is OrderState.SUCCESS or OrderState.REFUND;

    /// <summary>Who paid, or will.</summary>
    public string Payer => Terms.OpenId ?? $"o-Sandbox-{Digits.Of(Terms.OutTradeNo, 12)}";

    public void Pay(DateTimeOffset now)
    {
        State = OrderState.SUCCESS;
        TransactionId = $"4200{Digits.Of(Terms.OutTradeNo, 24)}";
        SuccessTime = now;
    }

    public void Close() => State = OrderState.CLOSED;

    public void Refund(long fen)
    {
        State = OrderState.REFUND;
        Refunded += fen;
    }
}

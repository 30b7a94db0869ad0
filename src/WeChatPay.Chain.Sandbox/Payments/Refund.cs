using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>A refund, which is settled as soon as it was asked for.</summary>
internal sealed record Refund(RefundTerms Terms, Order Order, DateTimeOffset Time)
{
    public string RefundId => $"5030{Digits.Of(Terms.OutRefundNo, 24)}";
}

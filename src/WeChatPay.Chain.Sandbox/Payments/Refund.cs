using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>A refund, which succeeds immediately.</summary>
internal sealed record Refund(RefundTerms Terms, Order Order, DateTimeOffset Time)
{
    public string RefundId => $"5030{Digits.From(Terms.OutRefundNo, 24)}";
}

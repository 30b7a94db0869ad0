using WeChatPay.Chain.Notifications;
using AcceptedRefund = WeChatPay.Chain.Endpoints.V3Endpoints.Refund.Domestic.Refunds.PostData;
using QueriedRefund = WeChatPay.Chain.Endpoints.V3Endpoints.Refund.Domestic.Refunds.ByOutRefundNo.GetData;

namespace Webshop.Payments;

/// <summary>What a response or a notification says about the refund of an order.</summary>
internal sealed record Refund(string? Number, string? OrderNumber, string? TransactionId, string? Status, long? Fen, long? TotalFen)
{
    /// <exception cref="InvalidOperationException">A field is missing that the platform always sends.</exception>
    public static Refund From(AcceptedRefund data) => new(
        data.out_refund_no, data.out_trade_no, data.transaction_id, data.status, data.amount.refund, data.amount.total);

    /// <inheritdoc cref="From(AcceptedRefund)"/>
    public static Refund From(QueriedRefund data) => new(
        data.out_refund_no, data.out_trade_no, data.transaction_id, data.status, data.amount.refund, data.amount.total);

    /// <remarks>The kinds REFUND.SUCCESS, REFUND.CLOSED and REFUND.ABNORMAL have the same fields, which this reads by name.</remarks>
    public static Refund From(Notification notification)
    {
        var data = notification.Data;
        return new Refund(
            (string?)data.out_refund_no,
            (string?)data.out_trade_no,
            (string?)data.transaction_id,
            (string?)data.refund_status,
            (long?)data.amount?.refund,
            (long?)data.amount?.total);
    }
}

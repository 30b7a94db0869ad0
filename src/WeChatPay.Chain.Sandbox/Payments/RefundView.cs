using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>A refund as its order, its query and its notification show it.</summary>
internal static class RefundView
{
    private const string Account = "支付用户零钱";

    /// <summary>The first response: the platform has taken the refund up, which is not yet success.</summary>
    public static Dictionary<string, object> Accepted(Refund refund) => Answer(refund, "PROCESSING");

    public static Dictionary<string, object> Settled(Refund refund)
    {
        var view = Answer(refund, "SUCCESS");
        view["success_time"] = PlatformTime.Rfc3339(refund.Time);
        return view;
    }

    public static object Notified(Refund refund, string merchantId) => new
    {
        mchid = merchantId,
        out_trade_no = refund.Order.Terms.OutTradeNo,
        transaction_id = refund.Order.TransactionId,
        out_refund_no = refund.Terms.OutRefundNo,
        refund_id = refund.RefundId,
        refund_status = "SUCCESS",
        success_time = PlatformTime.Rfc3339(refund.Time),
        user_received_account = Account,
        amount = new { total = refund.Terms.Total, refund = refund.Terms.Fen, payer_total = refund.Terms.Total, payer_refund = refund.Terms.Fen },
    };

    private static Dictionary<string, object> Answer(Refund refund, string status) => new()
    {
        ["refund_id"] = refund.RefundId,
        ["out_refund_no"] = refund.Terms.OutRefundNo,
        ["transaction_id"] = refund.Order.TransactionId,
        ["out_trade_no"] = refund.Order.Terms.OutTradeNo,
        ["channel"] = "ORIGINAL",
        ["user_received_account"] = Account,
        ["create_time"] = PlatformTime.Rfc3339(refund.Time),
        ["status"] = status,
        ["funds_account"] = "AVAILABLE",
        ["amount"] = new
        {
            total = refund.Terms.Total,
            refund = refund.Terms.Fen,
            payer_total = refund.Terms.Total,
            payer_refund = refund.Terms.Fen,
            settlement_refund = refund.Terms.Fen,
            settlement_total = refund.Terms.Total,
            discount_refund = 0,
            currency = Amount.Currency,
        },
    };
}

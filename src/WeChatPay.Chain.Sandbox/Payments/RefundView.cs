using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Creates the JSON of a refund for responses and notifications.</summary>
internal static class RefundView
{
    private const string Account = "支付用户零钱";

    /// <summary>Creates the first response, in which the refund is still being processed.</summary>
    public static Dictionary<string, object> CreateAccepted(Refund refund) => Create(refund, "PROCESSING");

    public static Dictionary<string, object> CreateSettled(Refund refund)
    {
        var view = Create(refund, "SUCCESS");
        view["success_time"] = PlatformTime.ToRfc3339(refund.Time);
        return view;
    }

    public static object CreateNotification(Refund refund, string merchantId) => new
    {
        mchid = merchantId,
        out_trade_no = refund.Order.Terms.OutTradeNo,
        transaction_id = refund.Order.TransactionId,
        out_refund_no = refund.Terms.OutRefundNo,
        refund_id = refund.RefundId,
        refund_status = "SUCCESS",
        success_time = PlatformTime.ToRfc3339(refund.Time),
        user_received_account = Account,
        amount = new
        {
            total = refund.Terms.Total,
            refund = refund.Terms.RefundAmount,
            payer_total = refund.Terms.Total,
            payer_refund = refund.Terms.RefundAmount,
        },
    };

    private static Dictionary<string, object> Create(Refund refund, string status) => new()
    {
        ["refund_id"] = refund.RefundId,
        ["out_refund_no"] = refund.Terms.OutRefundNo,
        ["transaction_id"] = refund.Order.TransactionId,
        ["out_trade_no"] = refund.Order.Terms.OutTradeNo,
        ["channel"] = "ORIGINAL",
        ["user_received_account"] = Account,
        ["create_time"] = PlatformTime.ToRfc3339(refund.Time),
        ["status"] = status,
        ["funds_account"] = "AVAILABLE",
        ["amount"] = new
        {
            total = refund.Terms.Total,
            refund = refund.Terms.RefundAmount,
            payer_total = refund.Terms.Total,
            payer_refund = refund.Terms.RefundAmount,
            settlement_refund = refund.Terms.RefundAmount,
            settlement_total = refund.Terms.Total,
            discount_refund = 0,
            currency = Amount.Currency,
        },
    };
}

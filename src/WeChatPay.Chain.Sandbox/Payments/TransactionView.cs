using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Creates the JSON of an order for queries and notifications. The fields of the payment are left out until it is paid.</summary>
internal static class TransactionView
{
    public static Dictionary<string, object> From(Order order, string merchantId)
    {
        var view = new Dictionary<string, object>
        {
            ["appid"] = order.Terms.AppId,
            ["mchid"] = merchantId,
            ["out_trade_no"] = order.Terms.OutTradeNo,
            ["trade_state"] = $"{order.State}",
            ["trade_state_desc"] = Describe(order.State),
        };
        if (order.Terms.Attach is { } attach)
        {
            view["attach"] = attach;
        }
        if (!order.IsPaid)
        {
            view["amount"] = new { total = order.Terms.Total, currency = Amount.Currency };
            return view;
        }
        view["transaction_id"] = order.TransactionId;
        view["trade_type"] = order.Terms.WireType;
        view["bank_type"] = "OTHERS";
        view["success_time"] = PlatformTime.ToRfc3339(order.SuccessTime);
        view["payer"] = new { openid = order.PayerOpenId };
        view["amount"] = new
        {
            total = order.Terms.Total,
            payer_total = order.Terms.Total,
            currency = Amount.Currency,
            payer_currency = Amount.Currency,
        };
        return view;
    }

    private static string Describe(OrderState state) => state switch
    {
        OrderState.NOTPAY => "订单未支付",
        OrderState.SUCCESS => "支付成功",
        OrderState.REFUND => "订单发生过退款，退款详情请查询退款单",
        _ => "订单已关闭",
    };
}

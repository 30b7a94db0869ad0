using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The body of the response to a new order: the code, URL or ID that starts the payment.</summary>
internal static class Prepayment
{
    public static object From(OrderTerms order)
    {
        if (order.IsNative)
        {
            return new { code_url = $"weixin://wxpay/bizpayurl?pr={Digits.From(order.OutTradeNo, 9)}" };
        }
        var prepayId = $"wx{Digits.From(order.OutTradeNo, 34)}";
        return order.IsH5
            ? new { h5_url = $"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id={prepayId}" }
            : new { prepay_id = prepayId };
    }
}

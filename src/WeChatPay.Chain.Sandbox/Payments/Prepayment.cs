using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>What the merchant shows or hands to the user, so that the order can be paid.</summary>
internal static class Prepayment
{
    public static object Of(OrderTerms order)
    {
        if (order.IsNative)
        {
            return new { code_url = $"weixin://wxpay/bizpayurl?pr={Digits.Of(order.OutTradeNo, 9)}" };
        }
        var prepayId = $"wx{Digits.Of(order.OutTradeNo, 34)}";
        return order.IsH5 ? new { h5_url = $"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id={prepayId}" } : new { prepay_id = prepayId };
    }
}

using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary><c>trade_state</c>, as spelled on the wire.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "The platform's spelling.")]
internal enum OrderState
{
    NOTPAY,
    SUCCESS,
    REFUND,
    CLOSED,
}

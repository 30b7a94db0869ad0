using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The values of <c>trade_state</c>, spelled as on the wire.</summary>
[SuppressMessage("Naming", "CA1707", Justification = "Spelled as on the wire.")]
internal enum OrderState
{
    NOTPAY,
    SUCCESS,
    REFUND,
    CLOSED,
}

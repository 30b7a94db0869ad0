namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>The error responses of orders and refunds.</summary>
internal static class PaymentErrors
{
    public static SandboxResponse OrderPaid { get; } = SandboxResponse.Error(400, "ORDERPAID", "该订单已支付");

    public static SandboxResponse OrderClosed { get; } = SandboxResponse.Error(400, "ORDER_CLOSED", "该订单已关闭");

    public static SandboxResponse NumberUsed { get; } = SandboxResponse.Error(403, "OUT_TRADE_NO_USED", "商户订单号重复");

    public static SandboxResponse OrderUnknown { get; } = SandboxResponse.Error(404, "ORDER_NOT_EXIST", "订单不存在");

    public static SandboxResponse RefundOrderUnknown { get; } = SandboxResponse.Error(404, "RESOURCE_NOT_EXISTS", "订单号不存在");

    public static SandboxResponse RefundUnknown { get; } = SandboxResponse.Error(404, "RESOURCE_NOT_EXISTS", "退款单不存在");

    public static SandboxResponse RefundDiffers { get; } = InvalidRequest("订单金额或退款金额与之前请求不一致，请核实后再试");

    /// <summary>Finds a reason not to refund an order.</summary>
    /// <returns>The error response, or null if the order can be refunded.</returns>
    public static SandboxResponse? FindProblem(RefundTerms refund, Order order) => order switch
    {
        { IsPaid: false } => InvalidRequest("订单未支付，不能退款"),
        _ when refund.Total != order.Terms.Total => InvalidRequest("订单金额不一致，请核实后再试"),
        _ when refund.RefundAmount > order.Terms.Total - order.RefundedTotal => InvalidRequest("申请退款金额大于订单剩余可退金额"),
        _ => null,
    };

    private static SandboxResponse InvalidRequest(string message) => SandboxResponse.Error(400, "INVALID_REQUEST", message);
}

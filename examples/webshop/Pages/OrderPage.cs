using Webshop.Orders;

namespace Webshop.Pages;

/// <summary>The page of an order: its price, its payment and its state. The script of the page reloads it when the state changes.</summary>
internal static class OrderPage
{
    public static string Create(Order order, bool withSandbox) => $"""
        <section class="order" id="order" data-number="{Html.Text(order.Number)}" data-state="{order.State}">
          <h1>{Html.Text(order.Description)}</h1>
          <p class="price">{Money.Yuan(order.Fen)}</p>
          <p class="number">订单号 {Html.Text(order.Number)}</p>
          <p class="state">{StateName(order.State)}</p>
          {RefundNote(order)}
          {Next(order, withSandbox)}
        </section>
        <script src="/assets/order.js"></script>
        """;

    private static string StateName(OrderState state) => state switch
    {
        OrderState.Waiting => "待支付",
        OrderState.Paid => "已支付",
        OrderState.Refunding => "退款中",
        OrderState.Refunded => "已退款",
        _ => "已关闭",
    };

    // Shows only what the platform has confirmed in a response or a notification.
    private static string RefundNote(Order order) => order switch
    {
        { State: OrderState.Refunding, RefundStatus: null } => "<p>退款已提交，正在等微信支付确认。</p>",
        { State: OrderState.Refunding, RefundStatus: "PROCESSING" } => "<p>微信支付：退款处理中。</p>",
        { State: OrderState.Refunding, RefundStatus: "ABNORMAL" } => "<p>微信支付：退款异常，需要商家在商户平台处理。</p>",
        { State: OrderState.Refunded, RefundStatus: "SUCCESS" } => "<p>微信支付：退款成功。</p>",
        { State: OrderState.Refunded } => "<p>这笔付款在别处退了款，商家会核对。</p>",
        { State: OrderState.Paid, RefundStatus: "CLOSED" } => "<p>微信支付：退款已关闭，没有退款。</p>",
        _ => "",
    };

    private static string Next(Order order, bool withSandbox) => order switch
    {
        { State: OrderState.Waiting, CodeUrl: null } => "<p>暂时联系不上微信支付，订单没有丢失。</p>" + Button(order, "code", "再试一次"),
        { State: OrderState.Waiting, CodeUrl: { } codeUrl } => $"""
            <div class="code">{QrCode.Svg(codeUrl)}</div>
            <p>请用微信扫一扫，{Order.TimeToPay.TotalMinutes:0} 分钟内支付。</p>
            <p class="demo">{(withSandbox ? "沙箱：不会真实扣款。" : "真实商户号：付款会真实扣款，但没有商品。")}</p>
            {(withSandbox ? Button(order, "simulated-payment", "模拟用户支付") : "")}
            """,
        // Leads to RefundPage, which asks the user to confirm.
        { State: OrderState.Paid } => $"""<form action="/orders/{Html.Text(order.Number)}/refund"><button>退款</button></form>""",
        _ => "",
    };

    private static string Button(Order order, string action, string name) => $"""
        <form method="post" action="/orders/{Html.Text(order.Number)}/{action}"><button>{name}</button></form>
        """;
}

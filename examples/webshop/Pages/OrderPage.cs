using Webshop.Orders;

namespace Webshop.Pages;

/// <summary>An order: what it costs, how it is paid, what became of it. The script of the page loads it again when the state changes.</summary>
internal static class OrderPage
{
    public static string Of(Order order, bool withSandbox) => $"""
        <section class="order" id="order" data-number="{Html.Text(order.Number)}" data-state="{order.State}">
          <h1>{Html.Text(order.Description)}</h1>
          <p class="price">{Money.Yuan(order.Fen)}</p>
          <p class="number">订单号 {Html.Text(order.Number)}</p>
          <p class="state">{StateName(order.State)}</p>
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

    private static string Next(Order order, bool withSandbox) => order switch
    {
        { State: OrderState.Waiting, CodeUrl: null } => "<p>暂时联系不上微信支付，订单没有丢失。</p>" + Button(order, "code", "再试一次"),
        { State: OrderState.Waiting, CodeUrl: { } codeUrl } => $"""
            <div class="code">{QrCode.Svg(codeUrl)}</div>
            <p>请用微信扫一扫，{Order.TimeToPay.TotalMinutes:0} 分钟内支付。</p>
            {(withSandbox ? Button(order, "simulated-payment", "模拟用户支付") : "")}
            """,
        { State: OrderState.Paid } => Button(order, "refund", "退款"),
        _ => "",
    };

    private static string Button(Order order, string action, string name) => $"""
        <form method="post" action="/orders/{Html.Text(order.Number)}/{action}"><button>{name}</button></form>
        """;
}

using Webshop.Orders;

namespace Webshop.Pages;

/// <summary>Asks the user to confirm a refund, because it cannot be undone.</summary>
internal static class RefundPage
{
    // This field contains the amount that was shown, in fen.
    private const string ConfirmedFen = "confirmed";

    public static string Create(Order order) => $"""
        <section class="order">
          <h1>确认退款</h1>
          <p>{Html.Text(order.Description)}</p>
          <p class="price">{Money.Yuan(order.Fen)}</p>
          <p class="number">订单号 {Html.Text(order.Number)}</p>
          <p>全额退回付款人，退款后不能撤销。</p>
          <form method="post" action="/orders/{Html.Text(order.Number)}/refund">
            <button name="{ConfirmedFen}" value="{order.Fen}">确认退款</button>
          </form>
          <p><a href="/orders/{Html.Text(order.Number)}">不退款</a></p>
        </section>
        """;

    /// <returns>The amount that the user confirmed; null if the request does not come from this page.</returns>
    public static async Task<string?> ReadConfirmedFenAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.HasFormContentType ? (string?)(await request.ReadFormAsync(cancellationToken))[ConfirmedFen] : null;
}

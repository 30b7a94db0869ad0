namespace Webshop.Pages;

/// <summary>What there is to buy.</summary>
internal static class ShopPage
{
    public static string Of(IReadOnlyDictionary<string, long> sold) => $"""<ul class="goods">{string.Concat(Goods.All.Select(goods => Entry(goods, sold.GetValueOrDefault(goods.Id))))}</ul>""";

    private static string Entry(Goods goods, long sold) => $"""
        <li>
          <h2>{Html.Text(goods.Name)}</h2>
          <p class="price">{Money.Yuan(goods.Fen)}</p>
          <p class="sold">已售 {sold} 件</p>
          <form method="post" action="/orders">
            <button name="goods" value="{Html.Text(goods.Id)}">微信支付</button>
          </form>
        </li>
        """;
}

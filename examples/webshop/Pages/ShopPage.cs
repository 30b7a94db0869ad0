namespace Webshop.Pages;

/// <summary>The page with the goods.</summary>
internal static class ShopPage
{
    public static string Create(IReadOnlyDictionary<string, long> sold)
    {
        var items = Goods.All.Select(goods => CreateItem(goods, sold.GetValueOrDefault(goods.Id)));
        return $"""<ul class="goods">{string.Concat(items)}</ul>""";
    }

    private static string CreateItem(Goods goods, long sold) => $"""
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

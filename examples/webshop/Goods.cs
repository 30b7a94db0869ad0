namespace Webshop;

/// <summary>Something to buy.</summary>
/// <param name="Id">As in a form.</param>
/// <param name="Name">For people.</param>
/// <param name="Fen">The price in fen. Money is whole fen everywhere; only <see cref="Money"/> writes yuan.</param>
internal sealed record Goods(string Id, string Name, long Fen)
{
    public static IReadOnlyList<Goods> All { get; } = [new("apple", "苹果 & 梨", 1), new("tea", "龙井茶 <明前>", 12_800), new("book", "《围城》", 3_950)];

    public static Goods? Find(string id) => All.FirstOrDefault(goods => goods.Id == id);
}

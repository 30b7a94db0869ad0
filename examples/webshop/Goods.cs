namespace Webshop;

/// <summary>A product of the shop.</summary>
/// <param name="Id">The value in forms.</param>
/// <param name="Name">The name on the pages.</param>
/// <param name="Fen">The price in fen. All amounts are whole fen; only <see cref="Money"/> formats yuan.</param>
internal sealed record Goods(string Id, string Name, long Fen)
{
    public static IReadOnlyList<Goods> All { get; } =
        [new("apple", "苹果 & 梨", 1), new("tea", "龙井茶 <明前>", 12_800), new("book", "《围城》", 3_950)];

    public static Goods? Find(string id) => All.FirstOrDefault(goods => goods.Id == id);
}

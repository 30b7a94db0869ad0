namespace Webshop;

/// <summary>The settings in the section <c>Shop</c> of the configuration.</summary>
internal sealed class ShopSettings
{
    /// <summary>The AppID of the orders.</summary>
    public string AppId { get; set; } = "";

    /// <summary>
    /// The address at which the platform reaches the shop. Null for the address on which the shop listens, which suffices for the sandbox.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>The path of the SQLite file.</summary>
    public string Database { get; set; } = "webshop.db";

    /// <summary>Whether the database is deleted when the shop stops.</summary>
    public bool IsTemporary { get; private set; }

    public void UseMerchant()
    {
        if (AppId.Length == 0 || PublicAddress is not { Scheme: "https" })
        {
            throw new InvalidOperationException(
                "Set Shop:AppId, and set Shop:PublicAddress to the https address at which WeChat Pay reaches this shop.");
        }
    }

    // The sandbox accepts any AppID and loses its orders when it stops, so the orders of the shop are temporary too.
    public void UseSandbox()
    {
        AppId = "wx8888888888888888";
        Database = Path.Combine(Path.GetTempPath(), $"webshop-{Guid.NewGuid():N}.db");
        IsTemporary = true;
    }
}

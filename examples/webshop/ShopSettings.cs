namespace Webshop;

/// <summary>The section <c>Shop</c> of the configuration.</summary>
internal sealed class ShopSettings
{
    /// <summary>The AppID that the orders name.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Where the platform reaches the shop. Null for the address at which the shop listens, which is enough for the sandbox.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>The SQLite file.</summary>
    public string Database { get; set; } = "webshop.db";

    /// <summary>Whether the database ends with the shop.</summary>
    public bool IsTemporary { get; private set; }

    public void ForMerchant()
    {
        if (AppId.Length == 0 || PublicAddress is not { Scheme: "https" })
        {
            throw new InvalidOperationException("With a merchant, set Shop:AppId, and Shop:PublicAddress to the https address where WeChat Pay reaches this shop.");
        }
    }

    // The sandbox takes any AppID, and forgets its orders when it ends: a shop that remembered them would ask for what nobody knows.
    public void ForSandbox()
    {
        AppId = "wx8888888888888888";
        Database = Path.Combine(Path.GetTempPath(), $"webshop-{Guid.NewGuid():N}.db");
        IsTemporary = true;
    }
}

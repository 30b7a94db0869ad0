namespace Webshop;

/// <summary>The section <c>Shop</c> of the configuration.</summary>
internal sealed class ShopSettings
{
    /// <summary>The AppID that the orders name. The sandbox takes any.</summary>
    public string AppId { get; set; } = "wx8888888888888888";

    /// <summary>Where the platform reaches the shop. Null for the address at which the shop listens, which is enough for the sandbox.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>The SQLite file.</summary>
    public string Database { get; set; } = "webshop.db";

    /// <summary>Whether the database ends with the shop.</summary>
    public bool IsTemporary { get; private set; }

    public void RequireAll()
    {
        if (PublicAddress is not { Scheme: "https" } || AppId == new ShopSettings().AppId)
        {
            throw new InvalidOperationException("With a merchant, set Shop:AppId, and Shop:PublicAddress to the https address where WeChat Pay reaches this shop.");
        }
    }

    // The sandbox forgets its orders when it ends. A shop that remembered them would ask for what nobody knows.
    public void ForgetAtTheEnd()
    {
        Database = Path.Combine(Path.GetTempPath(), $"webshop-{Guid.NewGuid():N}.db");
        IsTemporary = true;
    }
}

using System.Runtime.Versioning;
using Webshop;
using Webshop.Orders;

namespace WeChatPay.Chain.Webshop.Tests;

/// <summary>Only the user account of the shop can read the database.</summary>
[Platform(Exclude = "Win")]
[UnsupportedOSPlatform("windows")]
public sealed class DatabaseTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webshop-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Database_New_IsReadableOnlyByItsOwner()
    {
        using var orders = Open("new.db");

        Assert.That(ModesOf("new.db"), Has.Count.GreaterThan(0).And.All.EqualTo(OwnerOnly));
    }

    [Test]
    public void Database_ReadableByOthers_IsRestrictedToItsOwner()
    {
        var path = Path.Combine(_folder.FullName, "old.db");
        File.WriteAllBytes(path, []);
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var orders = Open("old.db");

        Assert.That(ModesOf("old.db"), Is.All.EqualTo(OwnerOnly));
    }

    [Test]
    public void Database_OpenedAgain_ContainsItsOrders()
    {
        var order = Order.Create(Goods.Find("tea")!, DateTimeOffset.UnixEpoch);
        using (var first = Open("again.db"))
        {
            first.Add(order);
        }
        using var second = Open("again.db");

        Assert.That(second.Find(order.Number), Is.EqualTo(order));
    }

    private OrderStore Open(string name) => new(new ShopSettings { Database = Path.Combine(_folder.FullName, name) });

    // Includes the other files of SQLite.
    private List<UnixFileMode> ModesOf(string name) => [.. _folder.GetFiles($"{name}*").Select(file => file.UnixFileMode)];
}

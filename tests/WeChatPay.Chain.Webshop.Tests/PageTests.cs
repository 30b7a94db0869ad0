using Webshop.Pages;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

public sealed class PageTests : ShopTests
{
    [Test]
    public async Task Page_NameWithHtmlCharacters_IsEncoded()
    {
        var shop = await Shop.GetAsync("/");
        var order = await Shop.OrderAsync("tea");

        Assert.That(shop.Html, Does.Contain("苹果 &amp; 梨").And.Contain("龙井茶 &lt;明前&gt;").And.Not.Contain("<明前>"));
        Assert.That(order.Html, Does.Contain("龙井茶 &lt;明前&gt;").And.Not.Contain("<明前>").And.Contain("¥128.00"));
    }

    [Test]
    public async Task OrderPage_Always_ContainsNoSecret()
    {
        var options = Shop.Sandbox.CreateClientOptions();
        var order = await Shop.OrderAsync();

        foreach (var secret in new[]
        {
            options.ApiV3Key!,
            options.ApiV2Key!,
            options.MerchantSerialNumber,
            options.MerchantId,
            options.PlatformKeys.PublicKeyId!
        })
        {
            Assert.That(order.Html, Does.Not.Contain(secret));
        }
    }

    [Test]
    public async Task OrderPage_Waiting_ShowsTheCodeOfThePlatform()
    {
        var order = await Shop.OrderAsync();
        var codeUrl = Shop.Orders.Find(order.Number)!.CodeUrl!;

        Assert.That(codeUrl, Does.StartWith("weixin://"));
        Assert.That(order.Html, Does.Contain(QrCode.Svg(codeUrl)).And.Not.Contain(QrCode.Svg($"{codeUrl}x")));
    }

    [TestCase("/orders/20260601000000000000000000000000")]
    [TestCase("/orders/20260601000000000000000000000000/state")]
    [TestCase("/assets/appsettings.json")]
    [TestCase("/nowhere")]
    [TestCase("/nowhere/at/all.php")]
    [TestCase("/notify")]
    [TestCase("/orders")]
    [TestCase("/orders/20260601000000000000000000000000/refund")]
    public async Task Page_Unknown_Gets404(string path) => Assert.That((await Shop.GetAsync(path)).Status, Is.EqualTo(404));

    [TestCase("/nowhere")]
    [TestCase("/index.php")]
    [TestCase("/orders/20260601000000000000000000000000")]
    [TestCase("/assets/appsettings.json")]
    public async Task Page_Unknown_LinksToTheShop(string path) =>
        Assert.That((await Shop.GetAsync(path)).Html, Does.Contain("没有这个页面").And.Contain("href=\"/\""));

    [Test]
    public async Task Page_Any_SaysThatTheShopIsADemonstration()
    {
        var order = await Shop.OrderAsync();

        foreach (var path in new[] { "/", order.Path, "/nowhere" })
        {
            Assert.That((await Shop.GetAsync(path)).Html, Does.Contain("演示商店").And.Contain("不发货"));
        }
        Assert.That(order.Html, Does.Contain("沙箱：不会真实扣款"));
    }

    [Test]
    public async Task Order_UnknownGoods_Gets404()
    {
        Assert.That((await Shop.OrderAsync("pear")).Status, Is.EqualTo(404));
        Assert.That(Shop.Sandbox.Requests, Is.Empty);
    }
}

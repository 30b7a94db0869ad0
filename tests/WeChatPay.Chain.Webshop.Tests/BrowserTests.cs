using Microsoft.Playwright;
using WeChatPay.Chain.Webshop.Tests.Support;

namespace WeChatPay.Chain.Webshop.Tests;

public sealed class BrowserTests : ShopTests
{
    [Test]
    [CancelAfter(180_000)]
    public async Task Page_InBrowser_ShowsThePaymentWithoutInteraction(CancellationToken cancellationToken)
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        var consoleMessages = new List<string>();
        page.Console += (_, message) => consoleMessages.Add(message.Text);

        await page.GotoAsync(Shop.Address.AbsoluteUri);
        await page.Locator("button[value=tea]").ClickAsync();
        await page.GetByText("待支付").WaitForAsync();
        var number = new Uri(page.Url).Segments[^1];
        var code = (await page.Locator(".code svg").BoundingBoxAsync())!;
        // The user pays with the phone and does not interact with the page.
        await Shop.Sandbox.PayAsync(number, cancellationToken);
        await page.GetByText("已支付").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "退款" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认退款" }).ClickAsync();
        await page.GetByText("已退款").WaitForAsync();

        Assert.That((code.Width, code.Height), Is.EqualTo((220f, 220f)));
        Assert.That(consoleMessages, Is.Empty);
    }
}

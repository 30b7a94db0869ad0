namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>Starts a shop with its own sandbox for each test.</summary>
public abstract class ShopTests
{
    private protected RunningShop Shop { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Shop = await RunningShop.StartAsync();

    [TearDown]
    public async Task StopAsync() => await Shop.DisposeAsync();
}

namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>Gives each test a shop of its own, with a platform of its own.</summary>
public abstract class ShopTests
{
    private protected RunningShop Shop { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync() => Shop = await RunningShop.StartAsync();

    [TearDown]
    public async Task StopAsync() => await Shop.DisposeAsync();
}

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Gives each test a sandbox, a clock and a merchant of its own.</summary>
public abstract class SandboxTests
{
    protected ManualTimeProvider Clock { get; } = new();

    protected WeChatPaySandbox Sandbox { get; private set; } = null!;

    protected BareMerchant Merchant { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { TimeProvider = Clock });
        Merchant = new BareMerchant(Sandbox);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Merchant.Dispose();
        await Sandbox.DisposeAsync();
    }
}

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Gives each test its own sandbox, clock and merchant.</summary>
public abstract class SandboxTests
{
    protected ManualTimeProvider Clock { get; } = new();

    protected WeChatPaySandbox Sandbox { get; private set; } = null!;

    protected BareMerchant Merchant { get; private set; } = null!;

    protected SandboxOptions Options { get; } = new();

    [SetUp]
    public async Task StartAsync()
    {
        Options.TimeProvider = Clock;
        Sandbox = await WeChatPaySandbox.StartAsync(Options);
        Merchant = new BareMerchant(Sandbox);
    }

    [TearDown]
    public async Task StopAsync()
    {
        Merchant.Dispose();
        await Sandbox.DisposeAsync();
    }
}

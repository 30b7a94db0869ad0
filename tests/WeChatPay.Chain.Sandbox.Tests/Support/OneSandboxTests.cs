namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>One sandbox for a whole fixture, whose tests only send requests and look at their own responses; a sandbox makes three RSA keys.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class OneSandboxTests
{
    private readonly SandboxOptions _options = new() { TimeProvider = new ManualTimeProvider() };

    protected WeChatPaySandbox Sandbox { get; private set; } = null!;

    protected BareMerchant Merchant { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Sandbox = await WeChatPaySandbox.StartAsync(_options);
        Merchant = new BareMerchant(Sandbox);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Merchant.Dispose();
        await Sandbox.DisposeAsync();
    }
}

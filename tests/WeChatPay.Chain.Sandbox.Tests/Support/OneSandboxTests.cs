namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>Shares one sandbox among the tests of a fixture, since creating its three RSA keys is slow.</summary>
/// <remarks>Each test may check only its own requests and responses.</remarks>
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

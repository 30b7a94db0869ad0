using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

/// <summary>Code that the documentation shows, run against a sandbox. A page takes consecutive lines from one of these files.</summary>
public abstract class SnippetTests
{
    protected WeChatPaySandbox Sandbox { get; private set; } = null!;

    protected WeChatPayClient Client { get; private set; } = null!;

    [SetUp]
    public async Task Start()
    {
        Sandbox = await WeChatPaySandbox.StartAsync();
        Client = new WeChatPayClient(Sandbox.CreateClientOptions());
    }

    [TearDown]
    public async Task Stop()
    {
        Client.Dispose();
        await Sandbox.DisposeAsync();
    }
}

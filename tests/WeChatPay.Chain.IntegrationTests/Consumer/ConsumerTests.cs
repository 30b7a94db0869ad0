namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Tests in which a consumer's code meets a platform. A class below derives once for each platform.</summary>
public abstract class ConsumerTests
{
    protected IPlatform Platform { get; private set; } = null!;

    protected WeChatPayClient Client { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Platform = await StartPlatformAsync();
        Client = new WeChatPayClient(Platform.CreateClientOptions());
    }

    [TearDown]
    public async Task StopAsync()
    {
        Client?.Dispose();
        if (Platform is not null)
        {
            await Platform.DisposeAsync();
        }
    }

    protected abstract Task<IPlatform> StartPlatformAsync();
}

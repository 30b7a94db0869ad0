using WeChatPay.Chain.IntegrationTests.Platforms;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Tests that use only the public API, as a merchant's code does.</summary>
public abstract class ConsumerTests(PlatformKind platform, Way way = Way.Async)
{
    /// <summary>The target of tests for which the endpoint does not matter.</summary>
    protected const string Target = "/v3/pay/transactions/id/4200000001";

    protected IPlatform Platform { get; private set; } = null!;

    protected WeChatPayClient Client { get; private set; } = null!;

    [SetUp]
    public async Task StartAsync()
    {
        Platform = platform == PlatformKind.WireMock ? await WireMockPlatform.StartAsync() : await SandboxPlatform.StartAsync();
        Client = new WeChatPayClient(Platform.CreateClientOptions());
    }

    [TearDown]
    public async Task StopAsync()
    {
        // Null when the platform did not start.
        Client?.Dispose();
        if (Platform is not null)
        {
            await Platform.DisposeAsync();
        }
    }

    /// <summary>Creates a client with changed options.</summary>
    protected WeChatPayClient CreateClient(Action<WeChatPayClientOptions> change)
    {
        var options = Platform.CreateClientOptions();
        change(options);
        return new WeChatPayClient(options);
    }

    protected Task RespondAsync(CannedResponse response) => Platform.RespondAsync(HttpMethod.Get, Target, response);

    protected Task<WeChatPayResponse> GetAsync(object? options = null) => GetAsync(Client.Chain(Target), options);

    protected async Task<WeChatPayResponse> GetAsync(UrlChain chain, object? options = null) =>
        way == Way.Async ? await chain.GetAsync(options) : chain.Get(options);

    protected async Task<WeChatPayResponse> PostAsync(UrlChain chain, object? options = null) =>
        way == Way.Async ? await chain.PostAsync(options) : chain.Post(options);
}

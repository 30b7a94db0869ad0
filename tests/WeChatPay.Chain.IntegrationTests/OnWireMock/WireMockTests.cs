using WeChatPay.Chain.IntegrationTests.Consumer;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>Tests of one call, whose answer they decide byte for byte.</summary>
public abstract class WireMockTests(Way way) : ConsumerTests
{
    protected const string Target = "/v3/pay/transactions/id/4200000001";

    protected WireMockPlatform WireMock => (WireMockPlatform)Platform;

    protected override Task<IPlatform> StartPlatformAsync() => Task.FromResult<IPlatform>(new WireMockPlatform());

    /// <summary>Makes the platform answer exactly this to a call of <see cref="Target"/>.</summary>
    protected Task AnswerAsync(Answer answer) => WireMock.AnswerAsync(HttpMethod.Get, Target, answer);

    protected Task<WeChatPayResponse> GetAsync(object? options = null) => GetAsync(Client.Chain(Target), options);

    protected async Task<WeChatPayResponse> GetAsync(UrlChain chain, object? options = null) =>
        way == Way.Async ? await chain.GetAsync(options) : chain.Get(options);

    protected async Task<WeChatPayResponse> PostAsync(UrlChain chain, object? options = null) =>
        way == Way.Async ? await chain.PostAsync(options) : chain.Post(options);
}

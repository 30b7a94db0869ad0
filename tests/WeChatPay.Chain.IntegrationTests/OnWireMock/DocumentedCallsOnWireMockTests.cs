using WeChatPay.Chain.IntegrationTests.Consumer;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

public sealed class DocumentedCallsOnWireMockTests : DocumentedCallsTests
{
    protected override Task<IPlatform> StartPlatformAsync() => Task.FromResult<IPlatform>(new WireMockPlatform());
}

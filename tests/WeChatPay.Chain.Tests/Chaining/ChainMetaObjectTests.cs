using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>Names that the class of a chain has, or almost has, at dynamic call sites.</summary>
// The project that runs these tests beside typed endpoints does not have this as its default.
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ChainMetaObjectTests : IDisposable
{
    private readonly FakePlatform _platform = new();
    private readonly WeChatPayClient _client;

    public ChainMetaObjectTests() => _client = _platform.CreateClient();

    private dynamic Chain => _client;

    public void Dispose() => _client.Dispose();

    [Test]
    public void Member_APropertyOfTheClient_IsItsValue()
    {
        Assert.That((object)Chain.MerchantId, Is.EqualTo(Merchant.Id));
    }

    [Test]
    public void Member_AMethodOfTheClient_IsASegment()
    {
        Assert.That((string)Chain.Dispose.ToString(), Is.EqualTo("dispose"));
    }

    [Test]
    public async Task Verb_ArgumentsWithTheNamesOfItsParameters_CallsTheMethod()
    {
        await Chain.v3.x.PostAsync(options: new { json = new { a = 1 } }, cancellationToken: CancellationToken.None);

        Assert.That(_platform.Request.Body, Is.EqualTo("{\"a\":1}"));
    }

    [Test]
    public async Task Verb_ArgumentsWithTheNamesOfOptions_SendsThem()
    {
        await Chain.v3.x.PostAsync(json: new { a = 1, b = (string?)null, c = new { d = true, e = 1.10m, f = "中😀" } });

        Assert.That(_platform.Request.Body, Is.EqualTo("""{"a":1,"b":null,"c":{"d":true,"e":1.10,"f":"中😀"}}"""));
    }
}

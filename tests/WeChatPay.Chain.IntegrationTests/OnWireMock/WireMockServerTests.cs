using System.Net;
using System.Text;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

public sealed class WireMockServerTests
{
    private readonly HttpClient _client = new();

    [TearDown]
    public void Dispose() => _client.Dispose();

    [Test]
    public async Task StartAsync_OnThisMachine_Succeeds() => Assert.That(await OneServerForAllTests.FailureAsync(), Is.Null);

    [Test]
    public async Task StubAsync_ARequestThatMatches_GetsTheAnswer()
    {
        var server = await OneServerForAllTests.FindAsync();
        await server.StubAsync(new { request = new { urlPath = "/server/stub" }, response = new { status = 202, body = "会员" } });

        using var response = await _client.GetAsync(new Uri(server.BaseAddress, "server/stub"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("会员"));
    }

    [Test]
    public async Task FindRequestsAsync_ARequestNobodyStubbed_IsThereAsItWasSent()
    {
        var server = await OneServerForAllTests.FindAsync();
        using var content = new StringContent("""{"name":"会员"}""", Encoding.UTF8, "application/json");

        using var response = await _client.PostAsync(new Uri(server.BaseAddress, "server/journal/a%2Fb?q=%5B1%5D"), content);

        var found = await server.FindRequestsAsync(new { urlPathPattern = "/server/journal/.*" });
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Method, Is.EqualTo(HttpMethod.Post));
        Assert.That(found[0].Target, Is.EqualTo("/server/journal/a%2Fb?q=%5B1%5D"));
        Assert.That(found[0].Headers["content-type"], Is.EqualTo("application/json; charset=utf-8").IgnoreCase);
        Assert.That(Encoding.UTF8.GetString(found[0].Body), Is.EqualTo("""{"name":"会员"}"""));
    }
}

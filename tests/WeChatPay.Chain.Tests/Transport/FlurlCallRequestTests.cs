using Flurl;
using Flurl.Http;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed class FlurlCallRequestTests
{
    // Those of a FlurlRequest without a client have a timeout of 100 s, and follow redirects.
    [Test]
    public void Settings_Always_AreThoseOfTheClient()
    {
        using var client = FlurlClientFactory.Create(new FakePlatform());

        var request = new FlurlCallRequest(client, new Url("https://api.mch.weixin.qq.com"), TestCall.Create());

        Assert.That(request.Settings, Is.SameAs(client.Settings));
        Assert.That(request.Settings.Timeout, Is.Null);
        Assert.That(request.Settings.Redirects.Enabled, Is.False);
    }

    [Test]
    public async Task SendAsync_AVerbAndContent_SendsThem()
    {
        using var client = FlurlClientFactory.Create(new StubHandler(message => new() { RequestMessage = message }));
        using var content = new StringContent("{}");
        var request = new FlurlCallRequest(client, new Url("https://api.mch.weixin.qq.com"), TestCall.Create());

        using var response = await ((IFlurlRequest)request).SendAsync(HttpMethod.Put, content);

        Assert.That(response.ResponseMessage.RequestMessage!.Method, Is.EqualTo(HttpMethod.Put));
        Assert.That(response.ResponseMessage.RequestMessage.Content, Is.SameAs(content));
    }
}

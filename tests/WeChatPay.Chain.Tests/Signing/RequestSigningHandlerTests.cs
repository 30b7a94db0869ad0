using System.Text;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

internal sealed class RequestSigningHandlerTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));

    private readonly ManualTimeProvider _clock = new(_now);

    [Test]
    public async Task Send_AtAMomentOfTheClock_StampsThatMoment([Values] Way way)
    {
        var platform = new FakePlatform();
        using var invoker = Invoker(platform);

        (await way.SendAsync(invoker, Get("/v3/certificates"))).Dispose();

        Assert.That(platform.Request.AuthorizationField("timestamp"), Is.EqualTo("1795233600"));
        Assert.That(platform.Request.IsSigned());
    }

    [TestCase("/v3/certificates")]
    [TestCase("/hk/v3/transactions/id/1?mchid=1900000109")]
    [TestCase("/v3/applyment4sub/applyment/")]
    [TestCase("/v3/bill?tar_type=GZIP&bill_date=2026-11-20")]
    [TestCase("/v3/a%7cb/c%7Cd/%E6%B7%B1?q=%7e%2F&r=a+b&s=")]
    [TestCase("/v3/a|b?c=|&d={e}")]
    [TestCase("/v3/search?q=深圳")]
    public async Task Send_ATarget_SignsItAsItIsSent(string target)
    {
        var platform = new FakePlatform();
        using var invoker = Invoker(platform);

        (await Way.Async.SendAsync(invoker, Get(target))).Dispose();

        Assert.That(platform.Request.Target, Is.EqualTo(target));
        Assert.That(platform.Request.IsSigned());
        Assert.That((platform.Request with { Uri = Verbatim(target + "&") }).IsSigned(), Is.False);
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public async Task Send_AMethodWithABody_SignsBoth(string method)
    {
        var platform = new FakePlatform();
        using var invoker = Invoker(platform);

        (await Way.Async.SendAsync(
            invoker,
            new HttpRequestMessage(new HttpMethod(method), Verbatim("/v3/x")) { Content = new StringContent("{\"备注\":1}") })).Dispose();

        Assert.That(platform.Request.Body, Is.EqualTo("{\"备注\":1}"));
        Assert.That(platform.Request.IsSigned());
        Assert.That((platform.Request with { BodyBytes = "{\"备注\":2}"u8.ToArray() }).IsSigned(), Is.False);
        Assert.That((platform.Request with { Method = HttpMethod.Get }).IsSigned(), Is.False);
    }

    [Test]
    public async Task Send_TheSameMessageAgain_SignsEachAttemptAnew([Values] Way way)
    {
        var platform = new FakePlatform();
        using var invoker = Invoker(platform);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes("{\"a\":1}"));
        using var message = new HttpRequestMessage(HttpMethod.Post, Verbatim("/v3/x")) { Content = new StreamContent(body) };

        (await way.SendAsync(invoker, message)).Dispose();
        _clock.Advance(TimeSpan.FromSeconds(2));
        (await way.SendAsync(invoker, message)).Dispose();

        Assert.That(platform.Requests, Has.Count.EqualTo(2));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(platform.Requests.Select(request => request.Body), Is.All.EqualTo("{\"a\":1}"));
        Assert.That(
            string.Join(' ', platform.Requests.Select(request => request.AuthorizationField("timestamp"))),
            Is.EqualTo("1795233600 1795233602"));
        Assert.That(platform.Requests.Select(request => request.AuthorizationField("nonce_str")), Is.Unique);
    }

    [Test]
    public async Task Send_AMessageThatCarriesAnAuthorization_ReplacesIt([Values] Way way)
    {
        var platform = new FakePlatform();
        using var invoker = Invoker(platform);
        using var message = Get("/v3/x");
        message.Headers.TryAddWithoutValidation("Authorization", "Basic YTpi");

        (await way.SendAsync(invoker, message)).Dispose();

        Assert.That(platform.Request.Authorization, Does.Not.Contain("Basic"));
        Assert.That(platform.Request.IsSigned());
    }

    private HttpMessageInvoker Invoker(FakePlatform platform) => new(
        new RequestSigningHandler(RsaRequestSigner.Merchant(Merchant.Id, Merchant.SerialNumber, Merchant.Key), _clock)
        {
            InnerHandler = platform
        });

    private static HttpRequestMessage Get(string target) => new(HttpMethod.Get, Verbatim(target));

    private static Uri Verbatim(string target) =>
        new("https://api.mch.weixin.qq.com" + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}

using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Hosts;

/// <summary>The option <c>base_uri</c>: another of the platform's hosts, for one call.</summary>
internal sealed partial class PlatformHostsTests
{
    [Test]
    public async Task BaseUri_OnAPlatformHost_IsUsedForThisCallOnly([ValueSource(nameof(_platformHosts))] string host, [Values] Way way)
    {
        var chain = _client.Chain("v3/x");

        await way.GetAsync(chain, new { base_uri = $"https://{host}/" });
        await way.GetAsync(chain, new RequestOptions { BaseUri = new Uri($"https://{host}") });
        await way.GetAsync(chain);

        Assert.That(_platform.Requests.Select(request => request.Uri.Host), Is.EqualTo($"{host} {host} api.mch.weixin.qq.com".Split(' ')));
        Assert.That(_platform.Requests.Select(request => request.Target), Is.All.EqualTo("/v3/x"));
        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    [TestCase("https://api2.mch.weixin.qq.com/hk", "https://api2.mch.weixin.qq.com/hk/v3/x", TestName = "BaseUri_WithAPath_PutsItInFront")]
    [TestCase(
        "https://api2.mch.weixin.qq.com:443/", "https://api2.mch.weixin.qq.com/v3/x", TestName = "BaseUri_WithTheDefaultPort_IsTheSame")]
    [TestCase("HTTPS://API2.MCH.WEIXIN.QQ.COM/", "https://api2.mch.weixin.qq.com/v3/x", TestName = "BaseUri_InCapitals_IsTheSame")]
    public void BaseUri(string baseUri, string url)
    {
        _client.Chain("v3/x").Get(new { base_uri = baseUri });

        Assert.That(_platform.Request.Uri.AbsoluteUri, Is.EqualTo(url));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public void DefaultBaseUri_IsUsedWithoutABaseUri()
    {
        var documented = new Uri("https://apihk.mch.weixin.qq.com/hk/");

        _client.Chain("v3/x").Get(new RequestOptions().WithDefaultBaseUri(documented));
        _client.Chain("v3/x").Get(new RequestOptions { BaseUri = new("https://api2.mch.weixin.qq.com/") }.WithDefaultBaseUri(documented));

        Assert.That(_platform.Requests.Select(request => request.Uri.AbsoluteUri), Is.EqualTo(
            ["https://apihk.mch.weixin.qq.com/hk/v3/x", "https://api2.mch.weixin.qq.com/v3/x"]));
    }

    [Test]
    public void BaseUri_BesideAWholeUrl_LeavesTheUrlAsItIs()
    {
        _client.Chain("https://api.mch.weixin.qq.com/v3/x").Get(new { base_uri = "https://api2.mch.weixin.qq.com/" });

        Assert.That(_platform.Request.Uri.Host, Is.EqualTo("api.mch.weixin.qq.com"));
    }

    [TestCase("https://api2.mch.weixin.qq.com/v3/")]
    [TestCase("https://api2.mch.weixin.qq.com/v3")]
    [TestCase("https://apihk.mch.weixin.qq.com/hk/v3/")]
    public void BaseUri_WithTheVersionInItsPath_SaysThatTheChainBeginsWithIt(string baseUri)
    {
        Assert.That(() => _client.Chain("v3/x").Get(new { base_uri = baseUri }), Throws.ArgumentException
            .With.Message.Contains("'base_uri' has 'v3' in its path").And.Message.Contains("Remove it"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [TestCase("https://api2.mch.weixin.qq.com/?a=1")]
    [TestCase("https://api2.mch.weixin.qq.com/#a")]
    [TestCase("https://user:secret@api2.mch.weixin.qq.com/")]
    [TestCase("https://api2.mch.weixin.qq.com:8443/")]
    [TestCase("http://api2.mch.weixin.qq.com/")]
    [TestCase("/v3/")]
    public void BaseUri_ThatIsNotAPlainHost_IsRejected(string baseUri)
    {
        Assert.That(
            () => _client.Chain("v3/x").Get(new RequestOptions { BaseUri = new Uri(baseUri, UriKind.RelativeOrAbsolute) }),
            Throws.ArgumentException
                .With.Message.Contains("'base_uri'").And.Message.Not.Contains("secret"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [TestCase("https://api2.mch.weixin.qq.com/a/../b/", TestName = "BaseUri_MadeToHoldDots_IsRejected")]
    [TestCase("https://api2.mch.weixin.qq.com/%2e%2e/", TestName = "BaseUri_MadeToHoldEncodedDots_IsRejected")]
    public void BaseUri_Verbatim(string baseUri)
    {
        Assert.That(() => _client.Chain("v3/x").Get(new RequestOptions { BaseUri = Verbatim(baseUri) }), Throws.ArgumentException);
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void BaseUri_MadeToHoldALineBreak_InjectsNothing()
    {
        _client.Chain("v3/x")
            .Get(new RequestOptions { BaseUri = Verbatim("https://api2.mch.weixin.qq.com/a HTTP/1.1\r\nHost: evil.com\r\n\r\n") });

        Assert.That(_platform.Request.Target, Is.EqualTo("/a%20HTTP/1.1%0D%0AHost:%20evil.com%0D%0A%0D%0A/v3/x"));
        Assert.That(_platform.Request.IsSigned());
    }

    private static Uri Verbatim(string url) => new(url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}

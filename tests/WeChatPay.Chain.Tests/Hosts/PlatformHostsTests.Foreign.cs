using NUnit.Framework.Constraints;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Hosts;

/// <summary>Every spelling of a foreign host, on every way by which a URL reaches a call: nothing is signed, nothing is sent.</summary>
internal sealed partial class PlatformHostsTests
{
    private static readonly string[] _foreignUrls =
    [
        "https://evil.com/v3/x",
        "http://evil.com/v3/x",
        "HTTPS://EVIL.COM/v3/x",
        "//evil.com/v3/x",
        "///evil.com/v3/x",
        "////evil.com/v3/x",
        "//api.mch.weixin.qq.com/v3/x",
        "https:evil.com/v3/x",
        "https:/evil.com/v3/x",
        "https:///evil.com/v3/x",
        "https:////evil.com/v3/x",
        "https:api.mch.weixin.qq.com/v3/x",
        "https:/api.mch.weixin.qq.com/v3/x",
        "https:",
        "https://",
        "https://?a=1",
        @"\\evil.com/v3/x",
        @"\evil.com/v3/x",
        @"/\evil.com/v3/x",
        @"\/evil.com/v3/x",
        @"https:\\evil.com/v3/x",
        @"https:/\evil.com/v3/x",
        "%2F%2Fevil.com/v3/x",
        "/%2Fevil.com/v3/x",
        "%5C%5Cevil.com/v3/x",
        "/%5cevil.com/v3/x",
        "https://api.mch.weixin.qq.com@evil.com/v3/x",
        "https://api.mch.weixin.qq.com:secret@evil.com/v3/x",
        "https://user:secret@api.mch.weixin.qq.com/v3/x",
        "https://evil.com%2F@api.mch.weixin.qq.com/v3/x",
        @"https://evil.com\@api.mch.weixin.qq.com/v3/x",
        @"https://api.mch.weixin.qq.com\@evil.com/v3/x",
        "https://evil.com?@api.mch.weixin.qq.com/v3/x",
        "https://evil.com#@api.mch.weixin.qq.com/v3/x",
        "https://api.mch.weixin.qq.com.evil.com/v3/x",
        "https://evilapi.mch.weixin.qq.com/v3/x",
        "https://evil.mch.weixin.qq.com/v3/x",
        "https://mch.weixin.qq.com/v3/x",
        "https://api-mch.weixin.qq.com/v3/x",
        "https://api.mch.weixin.qq.com./v3/x",
        "https://api.mch.weixin.qq.com:8443/v3/x",
        "https://api.mch.weixin.qq.com:80/v3/x",
        "https://api2.mch.weixin.qq.com:444/v3/x",
        "https://api.mch.weixin.qq.com:443.evil.com/v3/x",
        "http://api.mch.weixin.qq.com/v3/x",
        "http://api.mch.weixin.qq.com:443/v3/x",
        "HTTP://api.mch.weixin.qq.com/v3/x",
        "ftp://api.mch.weixin.qq.com/v3/x",
        "ws://api.mch.weixin.qq.com/v3/x",
        "wss://api.mch.weixin.qq.com/v3/x",
        "httpss://api.mch.weixin.qq.com/v3/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "://evil.com/v3/x",
        ":443/v3/x",
        "urn:x",
        "https://ａｐｉ.mch.weixin.qq.com/v3/x",
        "https://api.mch.weixin.qq。com/v3/x",
        "https://аpi.mch.weixin.qq.com/v3/x",
        "https://xn--pi-7kc.mch.weixin.qq.com/v3/x",
        "https://api.mch.weixin.qq.com%2eevil.com/v3/x",
        "https://api.mch.weixin.qq.com%00.evil.com/v3/x",
        "https://%61pi.mch.weixin.qq.com/v3/x",
        "https://api.mch.weixin.qq.com;evil.com/v3/x",
        "https://api.mch.weixin.qq.com,evil.com/v3/x",
        "https://api.mch.weixin.qq.com /v3/x",
        " https://evil.com/v3/x",
        "https ://evil.com/v3/x",
        "https://127.0.0.1/v3/x",
        "https://2130706433/v3/x",
        "https://0x7f000001/v3/x",
        "https://[::1]/v3/x",
        "https://[::ffff:127.0.0.1]/v3/x",
        "https://localhost/v3/x",
        "https://169.254.169.254/v3/x",
    ];

    // With characters that the literals of a template reject.
    private static readonly string[] _foreignValues =
    [
        "\thttps://evil.com/v3/x",
        "\r\nhttps://evil.com/v3/x",
        "h\nttps://evil.com/v3/x",
        "https:\t//evil.com/v3/x",
        "https://api.mch.weixin.qq.com\r\n.evil.com/v3/x",
        "https://api.mch.weixin.qq.com\0.evil.com/v3/x",
    ];

    [Test]
    public void Chain_AForeignUrl_IsRejectedUnsigned([ValueSource(nameof(_foreignUrls))] string url)
    {
        dynamic client = _client;

        Assert.Multiple(() =>
        {
            Assert.That(() => _client.Chain(url).Get(), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => _client[url].GetAsync(), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => client[url].Post(json: 1), Throws.InstanceOf<ArgumentException>());
            Assert.That(() => client.Chain(url).PostAsync(json: 1), Throws.InstanceOf<ArgumentException>());
        });

        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Variable_AForeignUrl_IsRejectedUnsigned(
        [ValueSource(nameof(_foreignUrls)), ValueSource(nameof(_foreignValues))] string url, [Values] Way way)
    {
        Assert.That(
            () => way.GetAsync(_client.Chain("{+url}"), new { url }),
            Throws.ArgumentException.With.Message.Contains("{+url}").And.Message.Not.Contains("secret"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void BaseUri_AForeignUrl_IsRejectedUnsigned(
        [ValueSource(nameof(_foreignUrls)), ValueSource(nameof(_foreignValues))] string url, [Values] Way way)
    {
        Assert.That(
            () => way.GetAsync(_client.Chain("v3/x"), new { base_uri = url }),
            Throws.ArgumentException.With.Message.Contains("'base_uri'").And.Message.Not.Contains("secret"));
        Assert.That(
            () => way.GetAsync(_client.Chain("https://api.mch.weixin.qq.com/v3/x"), new { base_uri = url }),
            Throws.ArgumentException,
            "It is checked where it is not needed, too.");
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Url_Foreign_NamesTheHostAndTheRemedy()
    {
        Assert.That(() => _client.Chain("https://evil.com/v3/x").Get(), NamesHostAndRemedy());
        Assert.That(() => _client.Chain("{+url}").Get(new { url = "https://evil.com/v3/x" }), NamesHostAndRemedy("{+url}"));
        Assert.That(() => _client.Chain("v3/x").Get(new { base_uri = "https://evil.com/" }), NamesHostAndRemedy("'base_uri'"));

        static Constraint NamesHostAndRemedy(string also = "") => Throws.ArgumentException
            .With.Message.Contains("'evil.com'")
            .And.Message.Contains("api.mch.weixin.qq.com")
            .And.Message.Contains("BaseAddress")
            .And.Message.Contains("Nothing was signed or sent")
            .And.Message.Contains(also);
    }

    [TestCase("{+url}", "ftp://evil.com/x")]
    [TestCase("{+url}", "//evil.com/x")]
    [TestCase("v3/x", "file:///etc/passwd")]
    public void Url_WithoutAHostOfHttp_NamesNoneAndListsThePlatforms(string template, string url)
    {
        object options = template == "v3/x" ? new { base_uri = url } : new { url };

        Assert.That(() => _client.Chain(template).Get(options), Throws.ArgumentException
            .With.Message.Contains("does not point to a host of the platform.")
            .And.Message.Contains("(api.mch.weixin.qq.com, api.wechatpay.cn, api2.mch.weixin.qq.com, "));
    }

    [TestCase("https://evil.com/", "/https%3A%2F%2Fevil.com%2F/x", TestName = "SimpleVariable_AWholeUrlInFront_IsOneSegment")]
    [TestCase("a:b@evil.com", "/a%3Ab%40evil.com/x", TestName = "SimpleVariable_UserAndHostInFront_IsOneSegment")]
    public void SimpleVariable(string value, string target)
    {
        _client.Chain("{id}/x").Get(new { id = value });

        Assert.That(_platform.Request.Uri.AbsoluteUri, Is.EqualTo($"https://api.mch.weixin.qq.com{target}"));
    }

    [TestCase("//evil.com/")]
    [TestCase(@"\\evil.com")]
    [TestCase(@"/\evil.com")]
    public void SimpleVariable_AnAuthorityInFront_IsRejectedBecauseAServerMightDecodeIt(string value)
    {
        Assert.That(() => _client.Chain("{id}/x").Get(new { id = value }), Throws.ArgumentException);
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Segments_BehindTheFirst_NeverBecomeAHost([Values("//evil.com/x", "https://evil.com/x", "/%2Fevil.com")] string segment)
    {
        _client.Chain("v3").Chain(segment).Get();
        _client.Chain("v3/{+id}").Get(new { id = segment });

        Assert.That(_platform.Requests.Select(request => request.Uri.Host), Is.All.EqualTo("api.mch.weixin.qq.com"));
        Assert.That(_platform.Requests.Select(request => request.Target), Is.All.StartsWith("/v3/"));
    }
}

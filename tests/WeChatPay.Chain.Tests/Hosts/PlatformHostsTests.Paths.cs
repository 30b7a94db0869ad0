using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Hosts;

/// <summary>URLs are sent unchanged, and never lead to another endpoint.</summary>
internal sealed partial class PlatformHostsTests
{
    private static readonly string[] _exactUrls =
    [
        "https://api.mch.weixin.qq.com/v3/billdownload/file?token=6XIv5TUPto7pByrTQKhd6kwvyKLG2uY2wMMR8cNXqaA_Cv_isgaUtBzp4QtiozLO",
        "https://api.mch.weixin.qq.com/v3/billdownload/file?token=a%2Fb%2bc%3D&tartype=GZIP",
        "https://api.mch.weixin.qq.com/v3/x?a=%e4%b8%ad",
        "https://api.mch.weixin.qq.com/v3/%7Ex/~y",
        "https://api.mch.weixin.qq.com/v3//x///y/",
        "https://api.mch.weixin.qq.com/v3/x?",
        "https://api.mch.weixin.qq.com/v3/x?&&a&=&b==c&",
        "https://api.mch.weixin.qq.com/v3/x?a=1+2&b=c:d@e;f,g!h$i'j(k)l*m/n?o",
        "https://api.mch.weixin.qq.com/v3/x?a[0]=1&b=[]",
        "https://api.mch.weixin.qq.com/v3/X/Y?TOKEN=AbC",
        "https://api.mch.weixin.qq.com/v3/x?next=../../y&u=https://example.com/..",
        "https://api.mch.weixin.qq.com/v3/x%252Fy",
        "https://api.mch.weixin.qq.com/v3/x?a=%",
        "https://api.mch.weixin.qq.com/v3/...?a=.",
        "https://api.mch.weixin.qq.com/",
        "https://api2.wechatpay.cn/hk/v3/x;a=b/.c/d..",
    ];

    private static readonly string[] _dottedTargets =
    [
        "v3/pay/../x", "v3/pay/..", "v3/./x", "v3/x/.", "..", ".", "../x", "./v3/x", "/../v3/x", "v3/pay/..?a=1",
        "v3/%2e%2e/x", "v3/%2E%2E/x", "v3/.%2e/x", "v3/%2E./x", "v3/%2e/x", "v3/pay/%2e%2e", "%2e%2e/x",
        "v3/..%2fx", "v3/..%2Fx", "v3/..%5cx", "v3/x%2f..", "v3/x%5C..%5Cy", "v3/%2e%2e%2fx", "v3/%2e%2e%5Cx",
        "v3/..;/x", "v3/..;a=b/x", "v3/%2e%2e%3b/x", "v3/.;/x",
        "https://api.mch.weixin.qq.com/v3/pay/../x", "https://api.mch.weixin.qq.com/%2e%2e/x", "https://api.mch.weixin.qq.com/..",
        "https://api.mch.weixin.qq.com/..%5cx",
    ];

    private static readonly string[] _dottedValues =
    [
        ".", "..", "../x", "..\\x", "x/..", "x/../y", "./x", "/..", "..;", "..;a=b", "x\\..\\y"
    ];

    [Test]
    public async Task Chain_AWholeUrl_IsSentAndSignedCharacterForCharacter([ValueSource(nameof(_exactUrls))] string url, [Values] Way way)
    {
        await way.GetAsync(_client.Chain(url));
        await way.GetAsync(_client.Chain("{+url}"), new { url });

        var target = url[url.IndexOf('/', "https://".Length)..];
        // A percent that encodes nothing is in no URL; everything else is as it was.
        Assert.That(_platform.Requests.Select(request => request.Target), Is.All.EqualTo(target.EndsWith('%') ? target + "25" : target));
        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.EqualTo(Enumerable.Repeat(true, 2)));
    }

    [TestCase("https://api.mch.weixin.qq.com", "/", TestName = "Chain_AHostAlone_HasTheRootPath")]
    [TestCase("https://api.mch.weixin.qq.com?a=%2f", "/?a=%2f", TestName = "Chain_AHostAndAQuery_HasTheRootPath")]
    [TestCase("HTTPS://API.MCH.WEIXIN.QQ.COM/v3/X", "/v3/X", TestName = "Chain_AHostInCapitals_KeepsThePath")]
    [TestCase("https://api.mch.weixin.qq.com:443/v3/x", "/v3/x", TestName = "Chain_TheDefaultPort_IsAccepted")]
    [TestCase("https://api.mch.weixin.qq.com/v3/中 文|x", "/v3/%E4%B8%AD%20%E6%96%87%7Cx", TestName = "Chain_WhatNoUrlHolds_IsEncoded")]
    public void Chain_OfAWholeUrl(string url, string target)
    {
        _client.Chain(url).Get();

        Assert.That(_platform.Request.Uri.Host, Is.EqualTo("api.mch.weixin.qq.com"));
        Assert.That(_platform.Request.Target, Is.EqualTo(target));
        Assert.That(_platform.Request.IsSigned());
    }

    [TestCase("/v3/x:y")]
    [TestCase("?a=b:c")]
    public void Chain_AColonBehindASlashOrQuestionMarkInFront_IsAPath(string target)
    {
        _client.Chain("{+target}").Get(new { target });

        Assert.That(_platform.Request.Target, Is.EqualTo("/" + target.TrimStart('/')));
    }

    [Test]
    public void Chain_DotSegments_AreRejected([ValueSource(nameof(_dottedTargets))] string target, [Values] Way way)
    {
        Assert.That(
            () => way.GetAsync(_client.Chain(target)),
            Throws.ArgumentException.With.Message.Contains("'.' or '..'").And.Message.Contains(target.Split('?')[0]));
        Assert.That(
            () => way.GetAsync(_client.Chain("{+path}"), new { path = target }), Throws.ArgumentException.With.Message.Contains("{+path}"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Variable_DotSegments_AreRejectedAndTheTemplateNamed(
        [ValueSource(nameof(_dottedValues))] string value,
        [Values("v3/x/{id}", "v3/{id}/x", "v3/x/{+id}", "v3/x{/id}", "v3/x/{id}{?a}")] string template)
    {
        Assert.That(
            () => _client.Chain(template).Get(template.Contains('?') ? new { id = value, a = 1 } : new { id = value }),
            Throws.ArgumentException.With.Message.Contains(template));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [TestCase("{id}", "..", ExpectedResult = "/v3/x/..y", TestName = "Variable_DotsThatAreNoWholeSegment_AreSent")]
    public string Variable_PartOfASegment(string template, string value)
    {
        _client.Chain($"v3/x/{template}y").Get(new { id = value });

        return _platform.Request.Target;
    }

    [TestCase("...")]
    [TestCase(".a")]
    [TestCase("a..")]
    [TestCase("1.2")]
    public void Variable_DotsInAName_AreSent(string value)
    {
        _client.Chain("v3/x/{id}").Get(new { id = value });

        Assert.That(_platform.Request.Target, Is.EqualTo($"/v3/x/{value}"));
    }

    [Test]
    public void Variable_DotsThatAreEncodedAlready_AreEncodedOnceMore()
    {
        _client.Chain("v3/x/{id}/y").Get(new { id = "%2e%2e" });

        Assert.That(_platform.Request.Target, Is.EqualTo("/v3/x/%252e%252e/y"));
    }

    [Test]
    public void List_DotSegments_AreRejected()
    {
        Assert.That(() => _client.Chain("v3{/ids*}").Get(new { ids = new List<string> { "a", "..", "b" } }), Throws.ArgumentException);
        Assert.That(_platform.Requests, Is.Empty);
    }

    [TestCase("v3/x#y")]
    [TestCase("v3/x?a=1#y")]
    [TestCase("https://api.mch.weixin.qq.com/v3/x#y")]
    [TestCase("#")]
    public void Chain_AFragment_IsRejected(string target)
    {
        Assert.That(
            () => _client.Chain(target).Get(), Throws.ArgumentException.With.Message.Contains("fragment").And.Message.Contains("%23"));
        Assert.That(
            () => _client.Chain("{+url}").Get(new { url = target }),
            Throws.ArgumentException.With.Message.Contains("fragment").And.Message.Contains("{+url}"));
        Assert.That(() => _client.Chain("v3/x{#y}").Get(new { y = "1" }), Throws.ArgumentException.With.Message.Contains("fragment"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Chain_AControlCharacter_IsRejected([Values('\r', '\n', '\0', '\t', '\u001F', '\u007F', '\u0085')] char control)
    {
        Assert.That(() => _client.Chain($"v3/x{control}y").Get(), Throws.ArgumentException);
        Assert.That(() => _client[$"v3/x?a=1{control}y"].Get(), Throws.ArgumentException);
        Assert.That(() => _client.Chain($"https://api.mch.weixin.qq.com/v3/x{control}y").Get(), Throws.ArgumentException);
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public async Task Values_WithLineBreaks_InjectNothing([Values] Way way)
    {
        const string Injection = "x HTTP/1.1\r\nHost: evil.com\r\n\r\n\0";

        await way.GetAsync(_client.Chain("v3/{id}"), new { id = Injection });
        await way.GetAsync(_client.Chain("v3/{+id}"), new { id = Injection });
        await way.GetAsync(_client.Chain("v3/x{?id}"), new { id = Injection });
        await way.GetAsync(_client.Chain("v3/x"), new { query = new { id = Injection } });
        await way.GetAsync(_client.Chain("v3/x"), new { query = new Dictionary<string, int> { [Injection] = 1 } });
        await way.GetAsync(_client.Chain("v3/x"), new { query = $"id={Injection}" });
        await way.GetAsync(_client.Chain("{+url}"), new { url = $"https://api.mch.weixin.qq.com/v3/{Injection}" });

        Assert.That(_platform.Requests, Has.Count.EqualTo(7));
        Assert.That(_platform.Requests.Select(request => request.Target), Is.All.Contains("%0D%0AHost").And.All.Match("^[!-~]+$"));
        Assert.That(_platform.Requests.Select(request => request.Uri.Host), Is.All.EqualTo("api.mch.weixin.qq.com"));
        Assert.That(_platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }
}

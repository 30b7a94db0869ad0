using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Hosts;

internal sealed partial class PlatformHostsTests : IDisposable
{
    private static readonly string[] _platformHosts =
    [
        "api.mch.weixin.qq.com", "api2.mch.weixin.qq.com", "api.wechatpay.cn", "api2.wechatpay.cn", "pay.wechatpay.cn",
        "apihk.mch.weixin.qq.com", "apius.mch.weixin.qq.com", "apieu.mch.weixin.qq.com", "fraud.mch.weixin.qq.com",
        "payapp.mch.weixin.qq.com", "payapp.weixin.qq.com",
    ];

    private readonly FakePlatform _platform = new();
    private readonly WeChatPayClient _client;

    public PlatformHostsTests() => _client = _platform.CreateClient();

    public void Dispose() => _client.Dispose();

    [TestCase("v3/x", ExpectedResult = "https://api.mch.weixin.qq.com/v3/x", TestName = "Resolve_RelativePath_IsOnTheBaseAddress")]
    [TestCase("/v3/x", ExpectedResult = "https://api.mch.weixin.qq.com/v3/x", TestName = "Resolve_LeadingSlash_IsNotDoubled")]
    [TestCase(
        "v3/x?a=https://evil.com/",
        ExpectedResult = "https://api.mch.weixin.qq.com/v3/x?a=https://evil.com/",
        TestName = "Resolve_UrlInTheQuery_IsAValue")]
    [TestCase(
        "v3/https://evil.com/",
        ExpectedResult = "https://api.mch.weixin.qq.com/v3/https://evil.com/",
        TestName = "Resolve_UrlBehindASegment_IsAPath")]
    [TestCase("v3/x:y", ExpectedResult = "https://api.mch.weixin.qq.com/v3/x:y", TestName = "Resolve_ColonBehindASlash_IsNoScheme")]
    [TestCase("v3%3Ax", ExpectedResult = "https://api.mch.weixin.qq.com/v3%3Ax", TestName = "Resolve_EncodedColon_IsNoScheme")]
    [TestCase("v3/x|y z", ExpectedResult = "https://api.mch.weixin.qq.com/v3/x%7Cy%20z", TestName = "Resolve_WhatNoPathHolds_IsEncoded")]
    public string Resolve(string target) => Resolve("https://api.mch.weixin.qq.com/", target);

    [TestCase(
        "https://proxy.example.com/wechat/",
        ExpectedResult = "https://proxy.example.com/wechat/v3/x",
        TestName = "Resolve_BaseWithAPath_PutsItInFront")]
    [TestCase(
        "https://proxy.example.com/wechat",
        ExpectedResult = "https://proxy.example.com/wechat/v3/x",
        TestName = "Resolve_BaseWithAPathWithoutSlash_LosesNothing")]
    [TestCase(
        "https://proxy.example.com/a%20b/中/",
        ExpectedResult = "https://proxy.example.com/a%20b/%E4%B8%AD/v3/x",
        TestName = "Resolve_BaseWithAnEncodedPath_IsNotEncodedAgain")]
    [TestCase("http://127.0.0.1:5000", ExpectedResult = "http://127.0.0.1:5000/v3/x", TestName = "Resolve_BaseOnLoopback_KeepsThePort")]
    [TestCase("http://[::1]:5000/", ExpectedResult = "http://[::1]:5000/v3/x", TestName = "Resolve_BaseOnLoopback6_KeepsTheBrackets")]
    public string Resolve_Base(string baseAddress) => Resolve(baseAddress, "v3/x");

    [Test]
    public void Resolve_AWholeUrlOnAPlatformHost_IsAccepted([ValueSource(nameof(_platformHosts))] string host)
    {
        Assert.That(Resolve("https://api.mch.weixin.qq.com/", $"https://{host}/v3/x?a=1"), Is.EqualTo($"https://{host}/v3/x?a=1"));
    }

    [TestCase(
        "https://proxy.example.com/wechat/", "https://proxy.example.com/v3/x", TestName = "Resolve_WholeUrlOnTheBaseAddress_IsAccepted")]
    [TestCase("http://127.0.0.1:5000/", "http://127.0.0.1:5000/v3/x", TestName = "Resolve_WholeUrlOnLoopback_IsAccepted")]
    [TestCase("http://[::1]:5000/", "http://[::1]:5000/v3/x", TestName = "Resolve_WholeUrlOnLoopback6_IsAccepted")]
    [TestCase("http://127.0.0.1:5000/", "https://api.mch.weixin.qq.com/v3/x", TestName = "Resolve_PlatformUrlInASandbox_IsAccepted")]
    [TestCase(
        "https://proxy.example.com:8443/",
        "https://proxy.example.com:8443/v3/x",
        TestName = "Resolve_WholeUrlOnThePortOfTheBaseAddress_IsAccepted")]
    public void Resolve_WholeUrl(string baseAddress, string url)
    {
        Assert.That(Resolve(baseAddress, url), Is.EqualTo(url));
    }

    [TestCase(
        "https://proxy.example.com/", "https://proxy.example.com:8443/v3/x", TestName = "Resolve_AnotherPortOfTheBaseAddress_IsRejected")]
    [TestCase("http://127.0.0.1:5000/", "http://127.0.0.1:5001/v3/x", TestName = "Resolve_AnotherPortOnLoopback_IsRejected")]
    [TestCase("http://127.0.0.1:5000/", "https://127.0.0.1:5000/v3/x", TestName = "Resolve_AnotherSchemeOnLoopback_IsRejected")]
    [TestCase("http://127.0.0.1:5000/", "http://localhost:5000/v3/x", TestName = "Resolve_AnotherNameOfLoopback_IsRejected")]
    [TestCase("http://127.0.0.1:5000/", "http://api.mch.weixin.qq.com/v3/x", TestName = "Resolve_PlatformWithoutTlsInASandbox_IsRejected")]
    [TestCase("https://proxy.example.com/", "http://proxy.example.com/v3/x", TestName = "Resolve_BaseAddressWithoutTls_IsRejected")]
    public void Resolve_WholeUrlBesideTheBaseAddress(string baseAddress, string url)
    {
        Assert.That(() => Resolve(baseAddress, url), Throws.ArgumentException.With.Message.Contains("Nothing was signed or sent"));
    }

    private static string Resolve(string baseAddress, string target) =>
        new PlatformHosts(new Uri(baseAddress)).Resolve(target, target, null).OriginalString;
}

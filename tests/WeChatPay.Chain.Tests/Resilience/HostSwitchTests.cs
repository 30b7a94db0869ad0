using WeChatPay.Chain.Resilience;

namespace WeChatPay.Chain.Tests.Resilience;

internal sealed class HostSwitchTests
{
    [TestCase("https://api.mch.weixin.qq.com/", null, ExpectedResult = "api2.mch.weixin.qq.com")]
    [TestCase("https://API.mch.weixin.qq.com/hk/", null, ExpectedResult = "api2.mch.weixin.qq.com")]
    [TestCase("https://api.wechatpay.cn/", null, ExpectedResult = "api2.wechatpay.cn")]
    [TestCase("https://api2.mch.weixin.qq.com/", null, ExpectedResult = null)]
    [TestCase("https://apihk.mch.weixin.qq.com/", null, ExpectedResult = null)]
    [TestCase("http://127.0.0.1:8080/", null, ExpectedResult = null)]
    [TestCase("http://127.0.0.1:8080/", "http://127.0.0.1:8081/", ExpectedResult = "127.0.0.1")]
    [TestCase("https://apihk.mch.weixin.qq.com/", "https://apius.mch.weixin.qq.com/", ExpectedResult = "apius.mch.weixin.qq.com")]
    [TestCase("https://api.mch.weixin.qq.com/", "https://api.mch.weixin.qq.com/", ExpectedResult = null)]
    public string? Of_ABaseAddress_HasThisBackup(string baseAddress, string? configured) =>
        HostSwitch.Of(new Uri(baseAddress), configured is null ? null : new Uri(configured))?.BackupHost;

    [TestCase("https://api.mch.weixin.qq.com/v3/x", ExpectedResult = true)]
    [TestCase("https://api.mch.weixin.qq.com:8443/v3/x", ExpectedResult = false)]
    [TestCase("https://api2.mch.weixin.qq.com/v3/x", ExpectedResult = false)]
    public bool Serves_AUrl(string url) => HostSwitch.Of(new Uri("https://api.mch.weixin.qq.com/"), null)!.Serves(new Uri(url));
}

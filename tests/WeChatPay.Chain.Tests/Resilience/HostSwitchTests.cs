using WeChatPay.Chain.Hosts;
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
    public string? Create_ABaseAddress_HasThisBackup(string baseAddress, string? configured) =>
        HostSwitch.Create(new Uri(baseAddress), configured is null ? null : new Uri(configured))?.BackupHost;

    [TestCase("https://api.mch.weixin.qq.com/v3/x", ExpectedResult = true)]
    [TestCase("https://api.mch.weixin.qq.com:8443/v3/x", ExpectedResult = false)]
    [TestCase("https://api2.mch.weixin.qq.com/v3/x", ExpectedResult = false)]
    public bool Serves_AUrl(string url) => HostSwitch.Create(new Uri("https://api.mch.weixin.qq.com/"), null)!.Serves(new Uri(url));
    [Test]
    public void SwitchToBackupAndSwitchToMain_CalledTwice_ReturnWhetherTheySwitched()
    {
        var hosts = HostSwitch.Create(new Uri("https://api.mch.weixin.qq.com/"), null)!;

        Assert.That((hosts.SwitchToMain(), hosts.IsOnBackup), Is.EqualTo((false, false)));
        Assert.That((hosts.SwitchToBackup(), hosts.IsOnBackup), Is.EqualTo((true, true)));
        Assert.That((hosts.SwitchToBackup(), hosts.IsOnBackup), Is.EqualTo((false, true)));
        Assert.That((hosts.SwitchToMain(), hosts.IsOnBackup), Is.EqualTo((true, false)));
        Assert.That((hosts.SwitchToMain(), hosts.IsOnBackup), Is.EqualTo((false, false)));
    }

    [Test]
    public void TryBeginProbe_AfterASwitch_CountsFromTheBeginning()
    {
        var hosts = HostSwitch.Create(new Uri("https://api.mch.weixin.qq.com/"), null)!;
        hosts.SwitchToBackup();
        for (var request = 1; request < HostSwitch.RequestsPerProbe / 2; request++)
        {
            hosts.TryBeginProbe();
        }
        hosts.SwitchToMain();
        hosts.SwitchToBackup();

        // A second switch changes nothing.
        Assert.That(
            Enumerable.Range(1, 2 * HostSwitch.RequestsPerProbe)
                .Where(request => hosts.TryBeginProbe() | (request == 10 && hosts.SwitchToBackup())),
            Is.EqualTo([HostSwitch.RequestsPerProbe, 2 * HostSwitch.RequestsPerProbe]));
    }

    [TestCase("https://api.mch.weixin.qq.com/v3/a%2fb?c=%7e", ExpectedResult = "https://api2.mch.weixin.qq.com/v3/a%2fb?c=%7e")]
    public string ToBackup_AUrl_KeepsItsSpelling(string url) =>
        HostSwitch.Create(new Uri("https://api.mch.weixin.qq.com/"), null)!.ToBackup(VerbatimUri.Create(url)).OriginalString;

    [TestCase("http://api.mch.weixin.qq.com/", ExpectedResult = false)]
    [TestCase("https://API.MCH.weixin.qq.com/v3", ExpectedResult = true)]
    public bool Serves_AnotherSchemeOrCase(string url) =>
        HostSwitch.Create(new Uri("https://api.mch.weixin.qq.com/"), null)!.Serves(new Uri(url));
}

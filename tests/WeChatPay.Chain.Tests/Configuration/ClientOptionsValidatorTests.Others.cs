using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Configuration;

/// <summary>The optional settings.</summary>
internal sealed partial class ClientOptionsValidatorTests
{
    private static readonly string[] _names = ["ApiV3Key", "ApiV2Key"];

    private static IEnumerable<TestCaseData> Timeouts =>
    [
        new TestCaseData(TimeSpan.Zero).SetArgDisplayNames("Zero"),
        new TestCaseData(TimeSpan.FromSeconds(-30)).SetArgDisplayNames("Negative"),
        new TestCaseData(TimeSpan.MaxValue).SetArgDisplayNames("MaxValue"),
        new TestCaseData(TimeSpan.FromDays(50)).SetArgDisplayNames("LongerThanATimerRuns"),
    ];

    [Test]
    public void SharedKey_OfAWrongLength_SaysHowLongItIsAndNotWhatItIs(
        [ValueSource(nameof(_names))] string name, [Values(
            "",
            "0123456789abcdefghijklmnopqrstu",
            "0123456789abcdefghijklmnopqrstuvw",
            "0123456789abcdefghijklmnopqrstuv\n",
            "0123456789abcdef")] string key)
    {
        Assert.That(
            Checking(options => SetSharedKey(options, name, key)), Rejects(name, $"has {key.Length} characters", "32 ASCII characters"));
        Assert.That(
            Checking(options => SetSharedKey(options, name, key)),
            key.Length == 0 ? Throws.ArgumentException : Throws.ArgumentException.With.Message.Not.Contains("0123456789"));
    }

    [Test]
    public void SharedKey_OfThirtyTwoCharactersThatAreMoreBytes_IsRejected([ValueSource(nameof(_names))] string name)
    {
        Assert.That(Checking(options => SetSharedKey(options, name, "0123456789abcdefghijklmnopqrstu中")),
            Rejects(name, "ends with the character U+4E2D", "32 ASCII characters"));
    }

    [Test]
    public void SharedKey_Omitted_IsAccepted([ValueSource(nameof(_names))] string name)
    {
        Assert.That(Checking(options => SetSharedKey(options, name, null)), Throws.Nothing);
    }

    [Test]
    public void MerchantCertificate_OfTheMerchant_IsAccepted()
    {
        using var certificates = new TestCertificates();

        Assert.That(Checking(options => options.MerchantCertificate = certificates.Merchant), Throws.Nothing);
        Assert.That(
            Checking(options => (options.MerchantCertificate, options.MerchantSerialNumber) = (
                certificates.Merchant, Merchant.SerialNumber.ToLowerInvariant())),
            Throws.Nothing);
    }

    [Test]
    public void MerchantCertificate_WithoutPrivateKey_SaysHowToLoadIt()
    {
        using var certificates = new TestCertificates();
        using var withoutKey = X509CertificateLoader.LoadCertificate(certificates.Merchant.Export(X509ContentType.Cert));

        Assert.That(
            Checking(options => options.MerchantCertificate = withoutKey),
            Rejects("MerchantCertificate", "no private key", "apiclient_cert.p12"));
    }

    [Test]
    public void MerchantCertificate_OfAnotherSerial_NamesBoth()
    {
        using var another = SelfSigned.Create(Merchant.Key, "7132D72A03E93CDDF8C03BBD1F37EEDF");

        Assert.That(
            Checking(options => options.MerchantCertificate = another),
            Rejects("MerchantCertificate", "7132D72A03E93CDDF8C03BBD1F37EEDF", Merchant.SerialNumber));
    }

    [Test]
    public void MerchantCertificate_WithAnotherKey_SaysThatThePairDoesNotMatch()
    {
        using var key = RSA.Create(2048);
        using var another = SelfSigned.Create(key, Merchant.SerialNumber);

        Assert.That(
            Checking(options => options.MerchantCertificate = another),
            Rejects("MerchantCertificate", "does not belong to MerchantPrivateKey", "from the same download"));
    }

    [TestCase("http://api.mch.weixin.qq.com/", "https is required", TestName = "BaseAddress_HttpToThePlatform_IsRejected")]
    [TestCase("http://192.168.0.1/", "https is required", TestName = "BaseAddress_HttpInTheNeighbourhood_IsRejected")]
    [TestCase("http://localhost.evil.com/", "https is required", TestName = "BaseAddress_HttpToALookAlikeOfLoopback_IsRejected")]
    [TestCase("http://127.0.0.1.evil.com/", "https is required", TestName = "BaseAddress_HttpToALookAlikeOfALoopbackAddress_IsRejected")]
    [TestCase("ftp://localhost/", "https is required", TestName = "BaseAddress_FtpOnLoopback_IsRejected")]
    [TestCase("file:///tmp/", "https is required", TestName = "BaseAddress_File_IsRejected")]
    [TestCase("ws://localhost/", "https is required", TestName = "BaseAddress_WebSocket_IsRejected")]
    [TestCase(
        "https://user:secret@api.mch.weixin.qq.com/",
        "user information, a query or a fragment",
        TestName = "BaseAddress_WithAUser_IsRejected")]
    [TestCase(
        "https://api.mch.weixin.qq.com/?a=1", "user information, a query or a fragment", TestName = "BaseAddress_WithAQuery_IsRejected")]
    [TestCase(
        "https://api.mch.weixin.qq.com/#a", "user information, a query or a fragment", TestName = "BaseAddress_WithAFragment_IsRejected")]
    public void BaseAddress(string address, string seen)
    {
        Assert.That(Checking(options => options.BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute)), Rejects("BaseAddress", seen));
        Assert.That(
            Checking(options => options.BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute)),
            Throws.ArgumentException.With.Message.Not.Contains("secret"));
    }

    [TestCase("https://api2.mch.weixin.qq.com/")]
    [TestCase("https://proxy.example.com:8443/wechat")]
    [TestCase("http://127.0.0.1:5000/")]
    [TestCase("http://127.8.9.10:5000/")]
    [TestCase("http://[::1]:5000/")]
    [TestCase("http://localhost:5000/")]
    [TestCase("HTTPS://API.MCH.WEIXIN.QQ.COM")]
    public void BaseAddress_ThatIsSafe_IsAccepted(string address)
    {
        Assert.That(Checking(options => options.BaseAddress = new Uri(address)), Throws.Nothing);
    }

    [Test]
    public void BaseAddress_NullOrRelative_NamesTheDefault()
    {
        Assert.That(Checking(options => options.BaseAddress = new Uri("v3/pay", UriKind.Relative)),
            Rejects("BaseAddress", "not an absolute URL", "https://api.mch.weixin.qq.com/"));
        Assert.That(Checking(options => options.BaseAddress = null!), Rejects("BaseAddress", "is null", "https://api.mch.weixin.qq.com/"));
    }

    [TestCase("https://api.mch.weixin.qq.com/v3/", "v3")]
    [TestCase("https://api.mch.weixin.qq.com/v3", "v3")]
    [TestCase("https://api.mch.weixin.qq.com/V3/", "v3")]
    [TestCase("https://api.mch.weixin.qq.com/v3/pay/transactions/", "v3")]
    [TestCase("https://apihk.mch.weixin.qq.com/hk/v3/", "v3")]
    [TestCase("https://api.mch.weixin.qq.com/v2/", "v2")]
    [TestCase("https://proxy.example.com/wechat/v3/", "v3")]
    [TestCase("http://localhost:5000/v3/", "v3")]
    public void BaseAddress_WithTheVersionInItsPath_SaysThatTheChainBeginsWithIt(string address, string version)
    {
        Assert.That(Checking(options => options.BaseAddress = new Uri(address)),
            Rejects("BaseAddress", new Uri(address).AbsolutePath, $"has '{version}' in its path"));
        Assert.That(
            Checking(options => options.Resilience = new ResilienceOptions { BackupAddress = new Uri(address) }),
            Rejects("Resilience.BackupAddress", $"has '{version}' in its path", "Remove it"));
    }

    [TestCase("https://gateway.example.com/v3/wechat/")]
    [TestCase("https://api.mch.weixin.qq.com/xdc/apiv2sandbox/")]
    [TestCase("https://proxy.example.com/wechat-v3/")]
    public void BaseAddress_WithAnotherPath_IsAccepted(string address)
    {
        Assert.That(Checking(options => options.BaseAddress = new Uri(address)), Throws.Nothing);
    }

    [TestCaseSource(nameof(Timeouts))]
    public void Timeout_ThatNoTimerRuns_SaysWhatIsExpected(TimeSpan timeout)
    {
        Assert.That(Checking(options => options.Timeout = timeout), Rejects("Timeout", $"{timeout}", "InfiniteTimeSpan"));
    }

    [Test]
    public void Timeout_Infinite_IsAccepted()
    {
        Assert.That(Checking(options => options.Timeout = System.Threading.Timeout.InfiniteTimeSpan), Throws.Nothing);
    }

    [Test]
    public void TimeProvider_Null_NamesTheDefault()
    {
        Assert.That(Checking(options => options.TimeProvider = null!), Rejects("TimeProvider", "must not be null", "TimeProvider.System"));
    }

    private static void SetSharedKey(WeChatPayClientOptions options, string name, string? key) =>
        typeof(WeChatPayClientOptions).GetField(name)!.SetValue(options, key);
}

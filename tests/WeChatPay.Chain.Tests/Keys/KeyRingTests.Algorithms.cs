using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

/// <summary>Lists that also contain certificates of other algorithms, and hosts with a separate list.</summary>
internal sealed partial class KeyRingTests
{
    private static IEnumerable<TestCaseData> OtherEntries =>
    [
        new TestCaseData(CertificatePlatform.EntryOf("x", "AB03", algorithm: "AEAD_SM4_GCM")).SetArgDisplayNames("Sm4"),
        new TestCaseData(CertificatePlatform.EntryOf("x", "AB03", algorithm: "AEAD_OF_TOMORROW")).SetArgDisplayNames("Unknown"),
        new TestCaseData(new { serial_no = "AB03", encrypt_certificate = new { algorithm = "AEAD_SM4_GCM" } })
            .SetArgDisplayNames("Sm4WithoutMore"),
    ];

    [TestCaseSource(nameof(OtherEntries))]
    public async Task Download_AnEntryOfAnotherAlgorithm_LeavesTheOthersUsable(object entry)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            foreach (var index in new[] { 0, 1 })
            {
                var platform = new CertificatePlatform();
                platform.Certificates.Insert(index, entry);
                using var client = platform.CreateClient();

                Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
                Assert.That(client.KeyStatus.Keys.Single().Serial, Is.EqualTo(CertificatePlatform.First));
            }
        }
    }

    [Test]
    public async Task Download_ACertificateWithAnotherKindOfKey_LeavesTheOthersUsable([Values] Way way)
    {
        _platform.Certificates.Insert(0, CertificatePlatform.EntryOf(EllipticPem(_platform), "AB03"));
        using var client = _platform.CreateClient();

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
    }

    [Test]
    public async Task Download_OnlySm4_NamesThePackage()
    {
        _platform.Download = platform =>
            platform.List(certificates: [CertificatePlatform.EntryOf("x", CertificatePlatform.First, algorithm: "AEAD_SM4_GCM")]);
        using var client = _platform.CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.RenewPlatformKeysAsync()))!;

        Assert.That(error.Message, Does.Contain("AEAD_SM4_GCM").And.Contain("WeChatPay.Chain.ShangMi"));
    }

    [TestCase("https://apihk.mch.weixin.qq.com/", "https://apihk.mch.weixin.qq.com/v3/global/certificates")]
    [TestCase("https://APIHK.mch.weixin.qq.com/hk/", "https://apihk.mch.weixin.qq.com/v3/global/certificates")]
    [TestCase("https://apihk.mch.weixin.qq.com/global", "https://apihk.mch.weixin.qq.com/v3/global/certificates")]
    [TestCase("https://apius.mch.weixin.qq.com/", "https://apius.mch.weixin.qq.com/v3/global/certificates")]
    [TestCase("https://apieu.mch.weixin.qq.com/", "https://apieu.mch.weixin.qq.com/v3/global/certificates")]
    [TestCase("https://api.mch.weixin.qq.com/", "https://api.mch.weixin.qq.com/v3/certificates")]
    [TestCase("https://api2.mch.weixin.qq.com/", "https://api2.mch.weixin.qq.com/v3/certificates")]
    [TestCase("https://api.wechatpay.cn/", "https://api.wechatpay.cn/v3/certificates")]
    [TestCase("https://payments.example/", "https://payments.example/v3/certificates")]
    public async Task Download_OfEachHost_AsksItsOwnEndpoint(string baseAddress, string expected)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var platform = new CertificatePlatform();
            using var client = platform.CreateClient(options => options.BaseAddress = new Uri(baseAddress));

            (await way.GetAsync(client.Chain("v3/x"))).Dispose();

            Assert.That(platform.Handler.Requests.Select(request => request.Uri.AbsoluteUri), Has.One.EqualTo(expected));
            Assert.That(platform.Handler.Requests.Select(request => request.IsSigned()), Is.All.True);
            Assert.That(platform.Downloads, Is.EqualTo(1));
        }
    }

    [TestCase("https://api.mch.weixin.qq.com/", "https://apihk.mch.weixin.qq.com/")]
    [TestCase("https://apihk.mch.weixin.qq.com/", "https://api.mch.weixin.qq.com/")]
    public async Task Get_FromARegionWithOtherCertificates_IsRejectedBeforeAnythingIsSent(string baseAddress, string other)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var platform = new CertificatePlatform();
            using var client = platform.CreateClient(options => options.BaseAddress = new Uri(baseAddress));

            foreach (var call in new Func<Task>[]
            {
                () => way.GetAsync(client.Chain("v3/x"), new { base_uri = other }),
                () => way.GetAsync(client.Chain($"{other}v3/x")),
            })
            {
                var error = (await Assert.ThrowsAsync<ArgumentException>(() => call()))!;

                Assert.That(error.Message, Does.Contain($"Create a client whose BaseAddress is '{other}'"));
            }
            Assert.That(platform.Handler.Requests, Is.Empty);
        }
    }

    [Test]
    public async Task Get_FromAnotherRegion_IsVerifiedWithAConfiguredKey([Values] Way way)
    {
        var platform = new FakePlatform(new FakeResponse());
        using var client = platform.CreateClient(options =>
        {
            options.PlatformKeys = PlatformKeys.FromCertificates();
            options.PlatformKeys[Merchant.PublicKeyId] = Merchant.PlatformKey;
        });

        var response = await way.GetAsync(client.Chain("v3/x"), new { base_uri = "https://apihk.mch.weixin.qq.com/" });

        Assert.That(response.IsVerified);
    }
}

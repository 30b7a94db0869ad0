using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class DefaultHeadersTests
{
    private readonly FakePlatform _platform = new();

    [Test]
    public async Task With_NothingGiven_SendsTheDefaults([Values] Way way)
    {
        using var client = _platform.CreateClient();

        await way.GetAsync(client.Chain("v3/x"));

        Assert.That(
            _platform.Request.Headers["Accept"], Does.StartWith("application/json,").And.Contains("text/plain").And.Contains("image/*"));
        Assert.That(
            _platform.Request.Headers["User-Agent"], Does.Match(@"^WeChatPay\.Chain/\d+\.\d+\.\d+[^ ]* \(\.NET \d+\.[^;]+; \w+\)$"));
        Assert.That(_platform.Request.Headers["Wechatpay-Serial"], Is.EqualTo(Merchant.PublicKeyId));
        Assert.That(_platform.Request.Headers.Keys, Is.EquivalentTo("Accept Authorization User-Agent Wechatpay-Serial".Split(' ')));
    }

    [Test]
    public async Task With_CertificatesOnly_SendsNoSerial([Values] Way way)
    {
        var platform = new FakePlatform(new FakeResponse { Serial = Merchant.CertificateSerial, Key = Merchant.PlatformCertificateKey });
        using var client = platform.CreateClient(options =>
            options.PlatformKeys = new PlatformKeys
            {
                [Merchant.CertificateSerial] = Merchant.PublicPart(Merchant.PlatformCertificateKey)
            });

        await way.GetAsync(client.Chain("v3/x"));

        Assert.That(platform.Request.Headers.Keys, Has.None.EqualTo("Wechatpay-Serial"));
    }

    [Test]
    public async Task With_GivenHeaders_LetsThemWinWhateverTheirCase(
        [Values] Way way,
        [Values("Accept", "accept", "ACCEPT")] string accept,
        [Values("User-Agent", "user-agent")] string agent,
        [Values("Wechatpay-Serial", "wechatpay-serial")] string serial)
    {
        using var client = _platform.CreateClient();

        await way.GetAsync(
            client.Chain("v3/x"),
            new { headers = new Dictionary<string, string> { [accept] = "text/csv", [agent] = "shop/1.0", [serial] = "5157F09E" } });

        Assert.That(_platform.Request.Headers["Accept"], Is.EqualTo("text/csv"));
        Assert.That(_platform.Request.Headers["User-Agent"], Is.EqualTo("shop/1.0"));
        Assert.That(_platform.Request.Headers["Wechatpay-Serial"], Is.EqualTo("5157F09E"));
    }

    [Test]
    public async Task With_AContentTypeGiven_ReplacesTheDefault([Values] Way way, [Values("Content-Type", "content-type")] string name)
    {
        using var client = _platform.CreateClient();

        await way.PostAsync(
            client.Chain("v3/x"),
            new { json = new { a = 1 }, headers = new Dictionary<string, string> { [name] = "application/json; charset=utf-8" } });

        Assert.That(_platform.Request.Headers["Content-Type"], Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(_platform.Request.Body, Is.EqualTo("{\"a\":1}"));
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public async Task With_AContentTypeWithoutBody_IsSentAllTheSame([Values] Way way)
    {
        using var client = _platform.CreateClient();

        await way.GetAsync(
            client.Chain("v3/x"), new { headers = new Dictionary<string, string> { ["content-type"] = "application/json" } });

        Assert.That(_platform.Request.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(_platform.Request.BodyBytes, Is.Empty);
        Assert.That(_platform.Request.IsSigned());
    }

    [Test]
    public async Task With_OtherHeaders_AddsThem([Values] Way way)
    {
        using var client = _platform.CreateClient();

        await way.PostAsync(
            client.Chain("v3/x"),
            new { headers = new Dictionary<string, object> { ["Idempotency-Key"] = "T1", ["X-Many"] = new List<string> { "1", "2" } } });

        Assert.That(_platform.Request.Headers["Idempotency-Key"], Is.EqualTo("T1"));
        Assert.That(_platform.Request.Headers["X-Many"], Is.EqualTo("1, 2"));
        Assert.That(_platform.Request.Headers["Accept"], Does.StartWith("application/json,"));
    }

    [Test]
    public void With_AWrongHeader_SendsNothing([Values] Way way, [Values("Authorization", "Host", "A\r\nB")] string name)
    {
        using var client = _platform.CreateClient();

        Assert.That(
            () => way.GetAsync(client.Chain("v3/x"), new { headers = new Dictionary<string, string> { [name] = "1" } }),
            Throws.ArgumentException);

        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void With_TwoVersions_AcceptsWhatEachResponses()
    {
        var headers = new DefaultHeaders("PUB_KEY_ID_1");

        Assert.That(headers.AddTo([], ApiVersion.V3).Single(header => header.Key == "Accept").Value, Does.StartWith("application/json"));
        Assert.That(headers.AddTo([], ApiVersion.V2).Single(header => header.Key == "Accept").Value, Does.StartWith("text/xml"));
    }
}

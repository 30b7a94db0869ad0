using System.Text.Json;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed partial class SensitiveFieldsTests
{
    private readonly CertificatePlatform _certificates = new();

    [Test]
    public async Task Key_OfSeveralCertificates_IsTheNewestValidOne([Values] Way way, [Values(0, 1)] int place)
    {
        _certificates.Certificates.Insert(place, _certificates.Entry(CertificatePlatform.Second, Merchant.PlatformKey, startsIn: -2));
        _certificates.Certificates.Add(_certificates.Entry("AB03", CertificatePlatform.Stranger, startsIn: 1));
        using var client = _certificates.CreateClient();

        (await way.PostAsync(client.Chain("v3/x"), Payload())).Dispose();

        Assert.That(Last.Headers["Wechatpay-Serial"], Is.EqualTo(CertificatePlatform.Second));
        Assert.That(Opened(Last, Merchant.PlatformKey), Is.EqualTo(Name));
    }

    [Test]
    public async Task Key_OfAnEmptyRing_IsDownloadedFirst([Values] Way way)
    {
        using var client = _certificates.CreateClient();

        (await way.PostAsync(client.Chain("v3/x"), Payload())).Dispose();

        Assert.That(_certificates.Downloads, Is.EqualTo(1));
        Assert.That(
            _certificates.Handler.Requests.Select(request => request.Target), Is.EqualTo(new List<string> { "/v3/certificates", "/v3/x" }));
        Assert.That(Opened(Last, Merchant.PlatformCertificateKey), Is.EqualTo(Name));
    }

    [Test]
    public async Task Key_OfAnExpiredRing_IsDownloadedFirst([Values] Way way)
    {
        using var client = _certificates.CreateClient();
        await client.RenewPlatformKeysAsync();
        _certificates.Clock.Advance(TimeSpan.FromDays(101));
        _certificates.Rotate();

        (await way.PostAsync(client.Chain("v3/x"), Payload())).Dispose();

        Assert.That(Last.Headers["Wechatpay-Serial"], Is.EqualTo(CertificatePlatform.Second));
    }

    [Test]
    public async Task Key_ThatCannotBeDownloaded_LeavesTheRequestUnsent([Values] Way way)
    {
        using var client = _certificates.CreateClient();
        _certificates.Download = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);

        for (var i = 0; i < 2; i++)
        {
            var failure = (await Assert.ThrowsAsync<InvalidOperationException>(() => way.PostAsync(client.Chain("v3/x"), Payload())))!;
            Assert.That(failure.Message, Does.Contain("Nothing was sent").And.Contain("could not be reached"));
            Assert.That(failure.InnerException, Is.InstanceOf<HttpRequestException>());
            Assert.That(WeChatPayException.IsOutcomeUnknown(failure), Is.False);
        }
        Assert.That(_certificates.Handler.Requests.Select(request => request.Target), Is.EqualTo(new List<string> { "/v3/certificates" }));
    }

    [Test]
    public async Task Key_WhereThePublicKeyIsConfigured_IsThePublicKey([Values] Way way)
    {
        using var client = _certificates.CreateClient(options =>
            options.PlatformKeys[Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformKey));
        await client.RenewPlatformKeysAsync();

        (await way.PostAsync(client.Chain("v3/x"), Payload())).Dispose();

        Assert.That(Last.Headers["Wechatpay-Serial"], Is.EqualTo(Merchant.PublicKeyId));
        Assert.That(Opened(Last, Merchant.PlatformKey), Is.EqualTo(Name));
    }

    [TestCase("Wechatpay-Serial")]
    [TestCase("wechatpay-serial")]
    public async Task Key_SpecifiedByTheCaller_IsUsed(string header)
    {
        using var client = _platform.CreateClient();

        await client.Chain("v3/x").PostAsync(new
        {
            json = new { name = Sensitive.From(Name) },
            headers = new Dictionary<string, string> { [header] = Merchant.CertificateSerial }
        });

        Assert.That(_platform.Request.Headers["Wechatpay-Serial"], Is.EqualTo(Merchant.CertificateSerial));
        Assert.That(Opened(_platform.Request, Merchant.PlatformCertificateKey), Is.EqualTo(Name));
    }

    [Test]
    public void Key_SpecifiedByTheCallerButUnknown_IsRejected([Values] Way way)
    {
        using var client = _platform.CreateClient();
        var options = new
        {
            json = new { name = Sensitive.From(Name) },
            headers = new Dictionary<string, string> { ["Wechatpay-Serial"] = "ABCD" }
        };

        Assert.That(
            () => way.PostAsync(client.Chain("v3/x"), options),
            Throws.ArgumentException.With.Message.Contains("'ABCD'").And.Message.Contains(Merchant.PublicKeyId));
        Assert.That(_platform.Requests, Is.Empty);
    }

    [Test]
    public void Key_SpecifiedByTheCallerButUnknown_IsRejectedAfterTheDownload([Values] Way way)
    {
        using var client = _certificates.CreateClient();
        var options = new
        {
            json = new { name = Sensitive.From(Name) },
            headers = new Dictionary<string, string> { ["Wechatpay-Serial"] = "ABCD" }
        };

        Assert.That(
            () => way.PostAsync(client.Chain("v3/x"), options),
            Throws.ArgumentException.With.Message.Contains("'ABCD'").And.Message.Contains(CertificatePlatform.First));
        Assert.That(_certificates.Handler.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Key_OfOneRequest_IsOneKey()
    {
        using var client = _platform.CreateClient();
        var many = Enumerable.Range(0, 8).Select(i => Sensitive.From($"{i}")).ToList();

        await client.Chain("v3/x").PostAsync(new { json = many });

        Assert.That(
            JsonDocument.Parse(_platform.Request.Body)
                .RootElement.EnumerateArray()
                .Select(item => Rsa.Decrypt(item.GetString()!, Merchant.PlatformKey)),
            Is.EqualTo(Enumerable.Range(0, 8).Select(i => $"{i}")));
    }

    [Test]
    public async Task Keys_OfTwoClientsAtOnce_NeverMeet()
    {
        using var first = _platform.CreateClient();
        using var second = _certificates.CreateClient();
        await second.RenewPlatformKeysAsync();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 64), async (i, token) => await (i % 2 == 0 ? first : second).Chain("v3/x").PostAsync(Payload(), token));

        Assert.That(_platform.Requests.Select(request => Opened(request, Merchant.PlatformKey)), Is.All.EqualTo(Name));
        Assert.That(
            _certificates.Handler.Requests.Where(request => request.Target == "/v3/x").Select(
                request => Opened(request, Merchant.PlatformCertificateKey)),
            Is.All.EqualTo(Name));
    }

    [Test]
    public void Key_OfAFixedCertificateThatHasExpired_IsRejected()
    {
        using var certificate = SelfSigned.Create(
            Merchant.PlatformCertificateKey,
            CertificatePlatform.First,
            DateTimeOffset.UtcNow.AddDays(-9),
            DateTimeOffset.UtcNow.AddDays(-1));
        using var client = _platform.CreateClient(options => options.PlatformKeys = new PlatformKeys { certificate });

        Assert.That(() => client.Chain("v3/x").Post(Payload()), Throws.InvalidOperationException.With.Message.Contains("Nothing was sent"));
        Assert.That(_platform.Requests, Is.Empty);
    }

    private ReceivedRequest Last => _certificates.Handler.Requests.Last(request => request.Target == "/v3/x");

    private static object Payload() => new { json = new { name = Sensitive.From(Name) } };

    private static string Opened(ReceivedRequest request, System.Security.Cryptography.RSA key) =>
        Rsa.Decrypt(At(request.Body, "name"), key);
}

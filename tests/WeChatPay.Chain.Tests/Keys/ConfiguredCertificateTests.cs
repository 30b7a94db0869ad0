using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

/// <summary>A configured platform certificate verifies only while it is valid.</summary>
internal sealed class ConfiguredCertificateTests
{
    private const string Serial = CertificatePlatform.First;

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    [TestCase(-10, 10)]
    [TestCase(-10, 0)]
    [TestCase(0, 10)]
    public async Task Verify_WithAValidCertificate_Verifies(int startsIn, int endsIn)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = CreateClient(startsIn, endsIn);

            Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
        }
    }

    [TestCase(-10, -1, "expired at 2026-11-20T04:00:00")]
    [TestCase(1, 10, "is not valid before 2026-11-22T04:00:00")]
    public async Task Verify_WithACertificateThatIsNotValid_IsRejected(int startsIn, int endsIn, string expected)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            using var client = CreateClient(startsIn, endsIn);

            var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

            Assert.That(error.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
            Assert.That(error.Message, Does.Contain(expected).And.Contain(Serial).And.Contain("clock"));
        }
    }

    [Test]
    public async Task Verify_ACertificateThatExpires_IsRejectedFromThenOn([Values] Way way)
    {
        using var client = CreateClient(-10, 1);
        Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
        _clock.Advance(TimeSpan.FromDays(2));

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));
    }

    [Test]
    public async Task Verify_TheSameKeyWithoutItsCertificate_VerifiesAtAnyTime([Values] Way way)
    {
        using var client = new FakePlatform(Signed(), _clock)
            .CreateClient(options => options.PlatformKeys = new() { [Serial] = Merchant.PlatformCertificateKey });
        _clock.Advance(TimeSpan.FromDays(5000));

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
    }

    [Test]
    public async Task Verify_ADownloadSignedByAnExpiredConfiguredCertificate_IsRejected()
    {
        var platform = new CertificatePlatform();
        platform.Download = list => list.List(Serial, CertificatePlatform.Stranger);
        using var client = platform.CreateClient(options =>
        {
            using var expired = SelfSigned.Create(
                CertificatePlatform.Stranger, Serial, platform.Clock.GetUtcNow().AddDays(-10), platform.Clock.GetUtcNow().AddDays(-1));
            options.PlatformKeys.Add(expired);
        });

        var error = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.RenewPlatformKeysAsync()))!;

        Assert.That(error.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
    }

    [Test]
    public async Task Verify_WithACertificateOfTheBuilder_DependsOnItsTime(
        [Values] Way way, [Values] bool asText, [Values(-1, 1)] int endsIn)
    {
        using var certificate = SelfSigned.Create(
            Merchant.PlatformCertificateKey, Serial, DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(endsIn));
        using WeChatPayClient client = Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = Merchant.SerialNumber,
            privateKey = Merchant.Key,
            certs = new Dictionary<string, object> { [Serial] = asText ? certificate.ExportCertificatePem() : certificate },
            handler = new FakePlatform(Signed()),
        });

        if (endsIn > 0)
        {
            Assert.That((await way.GetAsync(client.Chain("v3/x"))).IsVerified);
        }
        else
        {
            Assert.That(
                (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Message,
                Does.Contain("expired at"));
        }
    }

    private static FakeResponse Signed() => new() { Serial = Serial, Key = Merchant.PlatformCertificateKey };

    private WeChatPayClient CreateClient(int startsIn, int endsIn) => new FakePlatform(Signed(), _clock).CreateClient(options =>
    {
        using var certificate = SelfSigned.Create(
            Merchant.PlatformCertificateKey, Serial, _clock.GetUtcNow().AddDays(startsIn), _clock.GetUtcNow().AddDays(endsIn));
        options.PlatformKeys = [];
        options.PlatformKeys.Add(certificate);
    });
}

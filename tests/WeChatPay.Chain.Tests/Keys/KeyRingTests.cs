using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

internal sealed partial class KeyRingTests
{
    private readonly CertificatePlatform _platform = new();

    [Test]
    public void Client_Created_HasDownloadedNothing()
    {
        using var client = _platform.CreateClient();

        Assert.That(_platform.Handler.Requests, Is.Empty);
        Assert.That(client.KeyStatus.Keys, Is.Empty);
        Assert.That(client.KeyStatus.IsRenewed);
    }

    [Test]
    public async Task Call_TheFirst_DownloadsAndVerifies([Values] Way way)
    {
        using var client = _platform.CreateClient();

        using var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
        Assert.That(_platform.Handler.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(client.KeyStatus.Keys.Single().Serial, Is.EqualTo(CertificatePlatform.First));
    }

    [Test]
    public async Task Call_TheFirstTampered_IsRejectedAfterTheDownload([Values] Way way)
    {
        _platform.Business = new FakeResponse
        {
            Serial = CertificatePlatform.First,
            Key = Merchant.PlatformCertificateKey,
            SignedBody = "{\"ok\":false}"u8.ToArray()
        };
        using var client = _platform.CreateClient();
        _platform.Download = platform => platform.List(key: Merchant.PlatformCertificateKey);

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_WithAKnownKey_DownloadsNothing([Values] Way way)
    {
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Clock.Advance(TimeSpan.FromDays(30));

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_AfterARotation_DownloadsAgain([Values] Way way)
    {
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Rotate();
        _platform.Clock.Advance(TimeSpan.FromMinutes(1));

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(_platform.Downloads, Is.EqualTo(2));
        Assert.That(
            client.KeyStatus.Keys.Select(key => key.Serial),
            Is.EquivalentTo(new List<string> { CertificatePlatform.First, CertificatePlatform.Second }));
    }

    [Test]
    public async Task Call_AfterASecondRotationWithinTheMinute_DownloadsNothing([Values] Way first, [Values] Way way)
    {
        using var client = _platform.CreateClient();
        (await first.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Rotate();
        _platform.Clock.Advance(TimeSpan.FromSeconds(59));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
        Assert.That(failure.OutcomeUnknown);
        Assert.That(
            failure.Message, Does.Contain(CertificatePlatform.Second).And.Contain(CertificatePlatform.First).And.Contain("once a minute"));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [TestCase("Wechatpay-Timestamp", "1700000000", SignatureFailure.ClockSkew)]
    [TestCase("Wechatpay-Timestamp", "now", SignatureFailure.Malformed)]
    [TestCase("Wechatpay-Nonce", null, SignatureFailure.HeadersMissing)]
    [TestCase("Wechatpay-Serial", null, SignatureFailure.HeadersMissing)]
    [TestCase("Wechatpay-Signature", null, SignatureFailure.HeadersMissing)]
    public async Task Call_AResponseWithWrongHeadersOrTime_DownloadsNothing(string name, string? value, SignatureFailure reason)
    {
        _platform.Business = new FakeResponse { Serial = "ABCD", Headers = { [name] = value } };
        using var client = _platform.CreateClient();

        foreach (var way in Enum.GetValues<Way>())
        {
            Assert.That(
                (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
                Is.EqualTo(reason));
        }
        Assert.That(_platform.Downloads, Is.Zero);
    }

    [Test]
    public async Task Calls_WithMadeUpSerials_DownloadOnceAMinute([Values] Way way)
    {
        using var client = _platform.CreateClient();
        _platform.Download = platform => platform.List(CertificatePlatform.First, Merchant.PlatformCertificateKey);
        for (var i = 0; i < 30; i++)
        {
            _platform.Business = new FakeResponse { Serial = $"AB{i:X4}" };
            await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));
            _platform.Clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.That(_platform.Downloads, Is.EqualTo(3));
    }

    [Test]
    public async Task Call_WhenTheClockWasSetBack_StillDownloads([Values] Way way)
    {
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Rotate();
        _platform.Clock.Advance(TimeSpan.FromDays(-1));

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(_platform.Downloads, Is.EqualTo(2));
    }

    [Test]
    public async Task Call_WithAnExpiredCertificate_IsRejectedUntilARenewalProvidesAnother([Values] Way way)
    {
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        var expiry = _platform.Clock.GetUtcNow().AddDays(100);
        _platform.Clock.Advance(TimeSpan.FromDays(101));

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;
        _platform.Clock.Advance(TimeSpan.FromMinutes(1));
        _platform.Rotate();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
        Assert.That(failure.Message, Does.Contain($"expired at {expiry:O}, and the certificates could not be downloaded"));
        Assert.That(
            client.KeyStatus.Keys.Select(key => key.Serial),
            Is.EqualTo(new List<string> { CertificatePlatform.Second }),
            "the expired one is dropped");
    }

    [Test]
    public async Task Call_WithACertificateThatStartsLater_UsesItFromThenOn([Values] Way way)
    {
        _platform.Certificates.Add(_platform.Entry(CertificatePlatform.Second, Merchant.PlatformKey, startsIn: 2));
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Business = new FakeResponse { Serial = CertificatePlatform.Second, Key = Merchant.PlatformKey };
        _platform.Download = platform => platform.List(CertificatePlatform.First, Merchant.PlatformCertificateKey);

        var start = _platform.Clock.GetUtcNow().AddDays(2);
        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;
        _platform.Clock.Advance(TimeSpan.FromDays(2));
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(failure.Message, Does.Contain($"is not valid before {start:O}."));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task FixedKey_NextToDownloadedOnes_IsKeptAndNeedsNoDownload([Values] Way way)
    {
        using var client = _platform.CreateClient(options =>
            options.PlatformKeys[Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformKey));
        _platform.Business = new FakeResponse();

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        Assert.That(_platform.Downloads, Is.Zero);
        await client.RenewPlatformKeysAsync();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(_platform.Downloads, Is.EqualTo(1), "The response that the public key signed verifies with it.");
        Assert.That(
            client.KeyStatus.Keys.Select(key => key.Serial),
            Is.EquivalentTo(new List<string> { CertificatePlatform.First, Merchant.PublicKeyId }));
        Assert.That(
            _platform.Handler.Requests.Select(request => request.Headers["Wechatpay-Serial"]), Is.All.EqualTo(Merchant.PublicKeyId));
    }

    [Test]
    public async Task FixedKey_WithTheSerialOfADownloadedOne_IsKept([Values] Way way)
    {
        using var client = _platform.CreateClient(options =>
            options.PlatformKeys[CertificatePlatform.First] = Merchant.PublicPart(Merchant.PlatformKey));

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Reason,
            Is.EqualTo(SignatureFailure.Mismatch));
        Assert.That(
            () => client.RenewPlatformKeysAsync(),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public async Task FixedKeys_WithAnUnknownSerial_DownloadNothing([Values] Way way)
    {
        using var client = _platform.Handler.CreateClient(options =>
            options.PlatformKeys = new PlatformKeys { [Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformKey) });

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!.Message,
            Does.Contain("not configured"));
        Assert.That(() => client.RenewPlatformKeysAsync(), Throws.InvalidOperationException.With.Message.Contains("FromCertificates"));
        Assert.That(client.KeyStatus.IsRenewed, Is.False);
        Assert.That(_platform.Downloads, Is.Zero);
    }

    [Test]
    public void WithoutApiV3Key_TheClientIsNotCreated()
    {
        Assert.That(
            () => _platform.CreateClient(options => options.ApiV3Key = null),
            Throws.ArgumentException.With.Message.Contains("ApiV3Key").And.Message.Contains("FromCertificates"));
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

internal sealed partial class KeyRingTests
{
    private static IEnumerable<TestCaseData> Forged =>
    [
        Case("SignedByAnUnknownKey", platform => platform.List("ABCD", CertificatePlatform.Stranger), SignatureFailure.UnknownSerial),
        Case(
            "SignedByAnotherKeyUnderAKnownSerial",
            platform => platform.List(CertificatePlatform.First, CertificatePlatform.Stranger),
            SignatureFailure.Mismatch),
        Case("Unsigned", platform => new FakeResponse { Body = platform.List().Body, Signed = false }, SignatureFailure.HeadersMissing),
        Case("OfAnHourAgo", platform => new FakeResponse
        {
            Body = platform.List().Body,
            Serial = CertificatePlatform.First,
            Key = Merchant.PlatformCertificateKey,
            Age = TimeSpan.FromHours(1)
        }, SignatureFailure.ClockSkew),
        Case(
            "AnotherSerialThanNamed",
            platform => platform.List(certificates: [
                platform.Entry(CertificatePlatform.Second, Merchant.PlatformCertificateKey, named: CertificatePlatform.First)
            ]),
            SignatureFailure.Malformed),
        Case(
            "OneOfTwoWithAnotherSerial",
            platform => platform.List(certificates: [
                .. platform.Certificates, platform.Entry("ABCD", Merchant.PlatformKey, named: CertificatePlatform.Second)
            ]),
            SignatureFailure.Malformed),
        Case(
            "NoRsaKey",
            platform => platform.List(certificates: [CertificatePlatform.EntryOf(EllipticPem(platform), CertificatePlatform.First)]),
            SignatureFailure.Malformed),
        Case(
            "AKeyThatIsTooShort",
            platform => platform.List(
                key: CertificatePlatform.Weak, certificates: [platform.Entry(CertificatePlatform.First, CertificatePlatform.Weak)]),
            SignatureFailure.Malformed),
        Case("AKeyThatIsTooShortBesideAGoodOne", platform =>
            platform.List(certificates: [.. platform.Certificates, platform.Entry(CertificatePlatform.Second, CertificatePlatform.Weak)]),
            SignatureFailure.Malformed),
        Case(
            "NoCertificate",
            platform => platform.List(certificates: [
                CertificatePlatform.EntryOf(Merchant.PlatformCertificateKey.ExportSubjectPublicKeyInfoPem(), CertificatePlatform.First)
            ]),
            SignatureFailure.Malformed),
        Case(
            "ADamagedCertificate",
            platform => platform.List(certificates:
                [CertificatePlatform.EntryOf("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", CertificatePlatform.First)]),
            SignatureFailure.Malformed),
        Case(
            "AFileInsteadOfACertificate",
            platform => platform.List(certificates: [CertificatePlatform.EntryOf("file:///etc/hostname", CertificatePlatform.First)]),
            SignatureFailure.Malformed),
        Case(
            "ACertificateWithinOtherText",
            platform => platform.List(
                certificates: [CertificatePlatform.EntryOf($"{{\"attach\":\" {CertificatePem()} \"}}", CertificatePlatform.First)]),
            SignatureFailure.Malformed),
        Case(
            "AnotherAlgorithm",
            platform =>
                platform.List(certificates: [CertificatePlatform.EntryOf("x", CertificatePlatform.First, algorithm: "AEAD_SM4_GCM")]),
            SignatureFailure.Malformed),
        Case(
            "AnotherAlgorithmAndAnExpiredOne",
            platform => platform.List(certificates: [
                CertificatePlatform.EntryOf("x", "AB03", algorithm: "AEAD_SM4_GCM"),
                platform.Entry(CertificatePlatform.First, Merchant.PlatformCertificateKey, endsIn: -1)
            ]),
            SignatureFailure.Malformed),
        Case(
            "NoAlgorithm",
            platform => platform.List(certificates: [CertificatePlatform.EntryOf("x", CertificatePlatform.First, algorithm: "")]),
            SignatureFailure.Malformed),
        Case(
            "Expired",
            platform =>
                platform.List(certificates: [platform.Entry(CertificatePlatform.First, Merchant.PlatformCertificateKey, endsIn: -1)]),
            SignatureFailure.Malformed),
        Case(
            "NotYetValid",
            platform =>
                platform.List(certificates: [platform.Entry(CertificatePlatform.First, Merchant.PlatformCertificateKey, startsIn: 1)]),
            SignatureFailure.Malformed),
        Case(
            "SignedByTheExpiredOneOfTwo",
            platform => platform.List("ABCD", CertificatePlatform.Stranger, [
                .. platform.Certificates, platform.Entry("ABCD", CertificatePlatform.Stranger, endsIn: -1)
            ]),
            SignatureFailure.UnknownSerial),
        Case("Empty", platform => platform.List(certificates: []), SignatureFailure.Malformed),
        Case("NoList", platform => new FakeResponse
        {
            Serial = CertificatePlatform.First,
            Key = Merchant.PlatformCertificateKey,
            Body = "{\"data\":{}}"u8.ToArray()
        }, SignatureFailure.Malformed),
        Case(
            "NoJson",
            platform =>
                new FakeResponse { Serial = CertificatePlatform.First, Key = Merchant.PlatformCertificateKey, Body = "<html>"u8.ToArray() },
            SignatureFailure.Malformed),
    ];

    [TestCaseSource(nameof(Forged))]
    public async Task Download_Forged_KeepsTheOldKeys(object forged, SignatureFailure reason)
    {
        using var client = _platform.CreateClient();
        await client.RenewPlatformKeysAsync();
        _platform.Download = (Func<CertificatePlatform, FakeResponse>)forged;

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.RenewPlatformKeysAsync()))!;

        Assert.That(failure.Reason, Is.EqualTo(reason));
        Assert.That(failure.OutcomeUnknown);
        Assert.That(failure.Message, Does.Not.Contain("query its result"), "A download changes nothing.");
        Assert.That((await client.Chain("v3/x").GetAsync()).StatusCode, Is.EqualTo(200));
        Assert.That(client.KeyStatus.Keys.Single().Serial, Is.EqualTo(CertificatePlatform.First));
        Assert.That(client.KeyStatus.LastFailure, Is.EqualTo(failure.Message));
    }

    [Test]
    public async Task Download_Forged_LeavesAnEmptyRingEmpty([Values] Way way)
    {
        using var client = _platform.CreateClient();
        _platform.Download = platform => platform.List("ABCD", CertificatePlatform.Stranger);

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
        Assert.That(failure.Serial, Is.EqualTo(CertificatePlatform.First));
        Assert.That(failure.Message, Does.EndWith("Known: none. The request may have taken effect: query its result before you retry it."));
        Assert.That(failure.InnerException, Is.InstanceOf<WeChatPaySignatureException>()
            .With.Message.Contains("'ABCD', which is neither in the list nor configured"));
        Assert.That(client.KeyStatus.Keys, Is.Empty);
    }

    [Test]
    public async Task Download_ForgedAgainAndAgain_KeepsNothingOfEarlierOnes([Values] Way way)
    {
        using var client = _platform.CreateClient();
        _platform.Download = platform => platform.List("ABCD", CertificatePlatform.Stranger);
        var failures = new List<string>();

        for (var i = 0; i < 3; i++)
        {
            var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;
            Assert.That(failure.InnerException!.InnerException, Is.Null);
            failures.Add(failure.Message);
            _platform.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(failures.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Download_SignedWithAPublicKeyThatIsNotConfigured_SaysWhatToConfigure()
    {
        using var client = _platform.CreateClient();
        _platform.Download = platform => platform.List(Merchant.PublicKeyId, Merchant.PlatformKey);

        Assert.That(
            () => client.RenewPlatformKeysAsync(),
            Throws.InstanceOf<WeChatPaySignatureException>().With.Message.Contains(Merchant.PublicKeyId)
                .And.Message.Contains("Add that key to PlatformKeys"));
    }

    [Test]
    public async Task Download_EncryptedWithAnotherApiV3Key_SaysSo([Values] Way way)
    {
        using var client = _platform.CreateClient();
        _platform.Download = platform => platform.List(
            certificates: [platform.Entry(CertificatePlatform.First, Merchant.PlatformCertificateKey, apiV3Key: Merchant.ApiV2Key)]);

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.InnerException, Is.InstanceOf<WeChatPayDecryptionException>());
        Assert.That(failure.Message, Does.Contain("ApiV3Key"));
        Assert.That(failure.ToString(), Does.Not.Contain(Merchant.ApiV3Key));
        Assert.That(
            () => client.RenewPlatformKeysAsync(), Throws.InstanceOf<WeChatPayDecryptionException>().With.Message.Contains("ApiV3Key"));
    }

    [Test]
    public async Task Download_OfAMerchantInPublicKeyMode_SaysWhatToConfigure([Values] Way way)
    {
        using var client = _platform.CreateClient();
        _platform.Download = _ => FakeResponse.Error(404, """{"code":"RESOURCE_NOT_EXISTS","message":"无可用的平台证书"}""");

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Message, Does.Contain("this merchant is in public-key mode. Add the WeChat Pay public key"));
        Assert.That(failure.InnerException, Is.InstanceOf<WeChatPayApiException>().With.Property("Code").EqualTo("RESOURCE_NOT_EXISTS"));
        Assert.That(
            () => client.RenewPlatformKeysAsync(),
            Throws.InstanceOf<WeChatPayApiException>().With.Message.Contains("public-key mode").And.Property("StatusCode").EqualTo(404));
    }

    [Test]
    public void Download_RejectedForAnotherReason_DoesNotMentionTheMode()
    {
        using var client = _platform.CreateClient();
        _platform.Download = _ => FakeResponse.Error(401, """{"code":"SIGN_ERROR","message":"x"}""");

        Assert.That(
            () => client.RenewPlatformKeysAsync(), Throws.InstanceOf<WeChatPayApiException>().With.Message.Not.Contains("public-key mode"));
    }

    [Test]
    public async Task Download_ThatFailed_IsRetriedAfterAMinute([Values] Way way)
    {
        using var client = _platform.CreateClient();
        _platform.Download = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "secret detail");

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"))))!;
        _platform.Download = platform => platform.List();
        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));
        _platform.Clock.Advance(TimeSpan.FromMinutes(1));
        using var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(failure.Message, Does.Contain("ConnectionError").And.Not.Contain("secret detail"));
        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(_platform.Downloads, Is.EqualTo(2));
    }

    [Test]
    public async Task Status_AfterARenewalAndAFailure_ReportsBoth()
    {
        using var client = _platform.CreateClient();
        var renewed = _platform.Clock.GetUtcNow();
        await client.RenewPlatformKeysAsync();
        var good = client.KeyStatus;
        _platform.Clock.Advance(TimeSpan.FromSeconds(30));
        _platform.Download = _ => throw new NotSupportedException(Merchant.ApiV3Key);

        Assert.That(() => client.RenewPlatformKeysAsync(), Throws.InstanceOf<NotSupportedException>());
        var bad = client.KeyStatus;

        Assert.That(good.Keys.Single().Expiry, Is.EqualTo(renewed.AddDays(100)));
        Assert.That(good.LastRenewal, Is.EqualTo(renewed));
        Assert.That(good.LastFailure, Is.Null);
        Assert.That(good.LastFailureTime, Is.Null);
        Assert.That(bad.LastRenewal, Is.EqualTo(renewed));
        Assert.That(bad.LastFailure, Is.EqualTo("The download threw a NotSupportedException."));
        Assert.That(bad.LastFailureTime, Is.EqualTo(renewed.AddSeconds(30)));
        Assert.That(bad.Keys.Single(), Is.EqualTo(good.Keys.Single()));
    }

    [Test]
    public void Status_OfFixedKeys_NamesThemWithTheExpiryOfCertificates()
    {
        using var certificate = SelfSigned.Create(Merchant.PlatformCertificateKey, CertificatePlatform.First);
        using var client = _platform.Handler.CreateClient(options => options.PlatformKeys = new PlatformKeys { certificate, });

        Assert.That(
            client.KeyStatus.Keys.Single(),
            Is.EqualTo(new PlatformKeyInfo(CertificatePlatform.First, new DateTimeOffset(certificate.NotAfter))));
        Assert.That(client.KeyStatus.LastRenewal, Is.Null);
    }

    private static string CertificatePem()
    {
        using var certificate = SelfSigned.Create(
            Merchant.PlatformCertificateKey,
            CertificatePlatform.First,
            new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2027, 11, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem();
    }

    private static string EllipticPem(CertificatePlatform platform)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName("CN=platform");
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256)
            .Create(
                name,
                X509SignatureGenerator.CreateForECDsa(key),
                platform.Clock.GetUtcNow().AddDays(-1),
                platform.Clock.GetUtcNow().AddDays(1),
                Convert.FromHexString(CertificatePlatform.First));
        return certificate.ExportCertificatePem();
    }

    private static TestCaseData Case(string name, Func<CertificatePlatform, FakeResponse> download, SignatureFailure reason) =>
        new TestCaseData(download, reason).SetName($"Download_Forged_KeepsTheOldKeys_{name}");
}

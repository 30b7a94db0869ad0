using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

internal sealed class PlatformKeysTests
{
    private const string Serial = "7132D72A03E93CDDF8C03BBD1F37EEDF";

    private readonly PlatformKeys _keys = new()
    {
        [Serial] = Merchant.PlatformCertificateKey,
        [Merchant.PublicKeyId] = Merchant.PlatformKey
    };

    [TestCase("")]
    [TestCase(" ")]
    public void Indexer_OfAnEmptySerial_SaysWhatIsExpected(string serial)
    {
        using var key = RSA.Create(2048);

        Assert.That(
            () => new PlatformKeys { [serial] = key },
            Throws.ArgumentException.With.Message.Contains("is empty. Use the key's PUB_KEY_ID_"));
    }

    [Test]
    public void Keys_OfBothKinds_LiveSideBySide()
    {
        Assert.That(_keys, Has.Count.EqualTo(2));
        Assert.That(_keys.Select(pair => pair.Key), Is.EqualTo(new List<string> { Serial, Merchant.PublicKeyId }));
        Assert.That(_keys[Serial].ExportSubjectPublicKeyInfo(), Is.EqualTo(Merchant.PlatformCertificateKey.ExportSubjectPublicKeyInfo()));
        Assert.That(
            _keys[Merchant.PublicKeyId].ExportSubjectPublicKeyInfoPem(), Is.EqualTo(Merchant.PlatformKey.ExportSubjectPublicKeyInfoPem()));
    }

    [Test]
    public void Get_ASerialThatIsNotThere_IsRefused()
    {
        Assert.That(() => _keys["7132D72A"], Throws.InstanceOf<KeyNotFoundException>());
    }

    [Test]
    public void Get_ASerialInOtherCase_IsTheKey()
    {
        var keys = new PlatformKeys { [Serial.ToLowerInvariant()] = Merchant.PlatformKey };

        Assert.That(keys[Serial].ExportSubjectPublicKeyInfo(), Is.EqualTo(Merchant.PlatformKey.ExportSubjectPublicKeyInfo()));
    }

    [Test]
    public void Set_TheSameSerialAgain_ReplacesTheKey()
    {
        _keys[Serial.ToLowerInvariant()] = Merchant.PlatformKey;

        Assert.That(_keys, Has.Count.EqualTo(2));
        Assert.That(_keys[Serial].ExportSubjectPublicKeyInfo(), Is.EqualTo(Merchant.PlatformKey.ExportSubjectPublicKeyInfo()));
    }

    [Test]
    public void PublicKeyId_WithAndWithoutOne_IsTheIdOrNull()
    {
        Assert.That(_keys.PublicKeyId, Is.EqualTo(Merchant.PublicKeyId));
        Assert.That(new PlatformKeys { [Serial] = Merchant.PlatformKey }.PublicKeyId, Is.Null);
        Assert.That(new PlatformKeys().PublicKeyId, Is.Null);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void Set_WithoutSerial_IsRefused(string? serial)
    {
        Assert.That(() => _keys[serial!] = Merchant.PlatformKey, Throws.InstanceOf<ArgumentException>());
    }

    [Test]
    public void Set_Null_IsRefused()
    {
        Assert.That(() => _keys[Serial] = null!, Throws.ArgumentNullException);
    }

    [TestCase("7132D72A03E93CDDF8C03BBD1F37EEDF", TestName = "Add_ACertificate_StandsUnderItsSerial")]
    [TestCase("F132D72A03E93CDDF8C03BBD1F37EEDF", TestName = "Add_ACertificateWhoseSerialLooksNegative_HasNoLeadingZeros")]
    [TestCase("0032D72A03E93CDDF8C03BBD1F37EEDF", TestName = "Add_ACertificateWhoseSerialBeginsWithZeros_HasNoneEither")]
    public void Add(string serial)
    {
        using var certificate = SelfSigned.Create(Merchant.PlatformKey, serial);
        var keys = new PlatformKeys { certificate };

        Assert.That(keys.Single().Key, Is.EqualTo(serial.StartsWith("00", StringComparison.Ordinal) ? serial[2..] : serial));
        Assert.That(keys.Single().Value.ExportSubjectPublicKeyInfo(), Is.EqualTo(Merchant.PlatformKey.ExportSubjectPublicKeyInfo()));
    }

    [Test]
    public void Add_ACertificateWithoutRsaKey_NamesItsSerial()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Platform", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        Assert.That(() => _keys.Add(certificate), Throws.ArgumentException.With.Message.Contains("is not RSA"));
        Assert.That(
            () => _keys.Add((X509Certificate2)null!), Throws.ArgumentNullException.With.Property("ParamName").EqualTo("certificate"));
        Assert.That(_keys, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Client_Built_HasACopy([Values] Way way)
    {
        var platform = new FakePlatform();
        var keys = new PlatformKeys { [Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformKey) };
        using var client = platform.CreateClient(options => options.PlatformKeys = keys);

        keys[Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformCertificateKey);
        using var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Client_WithASerialInLowerCase_VerifiesTheResponse([Values] Way way)
    {
        var platform = new FakePlatform(new FakeResponse { Serial = Merchant.CertificateSerial, Key = Merchant.PlatformCertificateKey });
        using var client = platform.CreateClient(options =>
            options.PlatformKeys = new PlatformKeys
            {
                [Merchant.CertificateSerial.ToLowerInvariant()] = Merchant.PublicPart(Merchant.PlatformCertificateKey)
            });

        using var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.StatusCode, Is.EqualTo(200));
    }
}

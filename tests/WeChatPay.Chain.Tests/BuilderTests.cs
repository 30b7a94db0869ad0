using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests;

internal sealed class BuilderTests
{
    private static readonly string _privatePem = Merchant.Key.ExportPkcs8PrivateKeyPem();
    private static readonly string _publicPem = Merchant.PlatformKey.ExportSubjectPublicKeyInfoPem();

    [Test]
    public void Factory_WithThePhpKeys_BuildsAClientWhoseChainsStartAtOnce()
    {
        using var client = Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = Merchant.SerialNumber,
            privateKey = _privatePem,
            certs = new Dictionary<string, object?> { [Merchant.PublicKeyId] = _publicPem, [Merchant.CertificateSerial] = Merchant.PlatformCertificateKey },
            secret = Merchant.ApiV2Key,
            apiv3Key = Merchant.ApiV3Key,
            base_uri = "https://api2.mch.weixin.qq.com/",
            timeout = 5.5,
        });

        Assert.That((string)client.v3.pay.transactions.native.ToString(), Is.EqualTo("v3/pay/transactions/native"));
    }

    [Test]
    public void Factory_WithReadyPlatformKeys_TakesThemAsTheyAre()
    {
        using WeChatPayClient client = Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = Merchant.SerialNumber,
            privateKey = _privatePem,
            certs = PlatformKeys.FromCertificates(),
            apiv3Key = Merchant.ApiV3Key,
        });

        Assert.That(client.KeyStatus.IsRenewed);
    }

    [Test]
    public void Factory_WithPathsOfFiles_ReadsKeysAndMerchantCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=1900000109", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (certificatePath, keyPath) = (Path.Combine(folder.FullName, "apiclient_cert.pem"), Path.Combine(folder.FullName, "apiclient_key.pem"));
            File.WriteAllText(certificatePath, certificate.ExportCertificatePem());
            File.WriteAllText(keyPath, key.ExportPkcs8PrivateKeyPem());

            using var client = Builder.Factory(new
            {
                mchid = 1900000109,
                serial = Rsa.SerialNumberOf(certificate),
                privateKey = $"file://{keyPath}",
                certs = new { PUB_KEY_ID_1 = _publicPem },
                merchant = new { cert = certificatePath, key = keyPath },
            });

            Assert.That((object)client, Is.InstanceOf<WeChatPayClient>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Factory_WithTheMerchantsOwnSerialAmongCerts_NamesIt()
    {
        var exception = Assert.Throws<ArgumentException>(() => Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = Merchant.SerialNumber,
            privateKey = _privatePem,
            certs = new Dictionary<string, string> { [Merchant.SerialNumber] = _publicPem },
        }));

        Assert.That(exception.Message, Does.Contain(Merchant.SerialNumber).And.Contain("merchant's own serial"));
    }

    [Test]
    public void Factory_WithAPrivateKeyAmongCerts_SaysWhatIsExpected()
    {
        Assert.That(
            () => Builder.Factory(new { mchid = Merchant.Id, serial = Merchant.SerialNumber, privateKey = _privatePem, certs = new { PUB_KEY_ID_1 = _privatePem } }),
            Throws.ArgumentException.With.Message.Contains("private key"));
    }

    [TestCase("mchId", "mchid")]
    [TestCase("private_key", "privateKey")]
    [TestCase("cert", "certs")]
    public void Factory_WithAMisspelledKey_SuggestsTheRightOne(string wrong, string right)
    {
        Assert.That(
            () => Builder.Factory(new Dictionary<string, object?> { [wrong] = "x" }),
            Throws.ArgumentException.With.Message.Contains($"'{wrong}'").And.Message.Contains($"'{right}'"));
    }

    [Test]
    public void Factory_WithAHandler_SendsThroughIt()
    {
        using var platform = new FakePlatform();
        using var client = Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = Merchant.SerialNumber,
            privateKey = _privatePem,
            certs = new Dictionary<string, string> { [Merchant.PublicKeyId] = _publicPem },
            handler = platform,
        });

        client.v3.certificates.get();

        Assert.That(platform.Request.Target, Is.EqualTo("/v3/certificates"));
    }

    [TestCase("handler", "HttpMessageHandler")]
    [TestCase("proxy", "SocketsHttpHandler")]
    [TestCase("verify", "TLS")]
    [TestCase("debug", "DelegatingHandler")]
    [TestCase("connect_timeout", "ConnectTimeout")]
    [TestCase("http_errors", "WeChatPayApiException")]
    public void Factory_WithAKeyOfGuzzles_SaysWhereItLives(string key, string place)
    {
        Assert.That(() => Builder.Factory(new Dictionary<string, object?> { [key] = true }), Throws.ArgumentException.With.Message.Contains($"'{key}'").And.Message.Contains(place));
    }

    [Test]
    public void Factory_AsPhpBuildsItForApiV2Alone_MakesApiV2Calls()
    {
        using var platform = new FakePlatform(V2Message.Success().Signed().ToAnswer());
        using var client = Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = "nop",
            privateKey = "any",
            certs = new { any = (string?)null },
            secret = Merchant.ApiV2Key,
            handler = platform,
        });

        client.v2.pay.orderquery.post(xml: new { mch_id = Merchant.Id, out_trade_no = "A1" });

        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public void Factory_WithANullAmongCertsAndNoSecret_NamesTheKey()
    {
        Assert.That(
            () => Builder.Factory(new { mchid = Merchant.Id, serial = Merchant.SerialNumber, privateKey = _privatePem, certs = new { PUB_KEY_ID_1 = (string?)null } }),
            Throws.ArgumentException.With.Message.Contains("'certs'"));
    }

    [Test]
    public void Factory_WithoutCerts_RefusesAClientThatCannotVerify()
    {
        Assert.That(
            () => Builder.Factory(new { mchid = Merchant.Id, serial = Merchant.SerialNumber, privateKey = _privatePem }),
            Throws.ArgumentException.With.Message.Contains("PlatformKeys"));
    }

    [Test]
    public void Factory_WithHalfACertificatePair_SaysWhatIsMissing()
    {
        Assert.That(
            () => Builder.Factory(new { merchant = new { cert = "apiclient_cert.pem" } }),
            Throws.ArgumentException.With.Message.Contains("'key'"));
    }
}

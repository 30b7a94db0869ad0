using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Porting;

internal sealed class BuilderTests
{
    private const string Decimal = "170518961404394360138998218675655307300760402572";

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
            certs = new Dictionary<string, object?>
            {
                [Merchant.PublicKeyId] = _publicPem,
                [Merchant.CertificateSerial] = Merchant.PlatformCertificateKey
            },
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
            var (certificatePath, keyPath) =
                (Path.Combine(folder.FullName, "apiclient_cert.pem"), Path.Combine(folder.FullName, "apiclient_key.pem"));
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
            () => Builder.Factory(new
            {
                mchid = Merchant.Id,
                serial = Merchant.SerialNumber,
                privateKey = _privatePem,
                certs = new { PUB_KEY_ID_1 = _privatePem }
            }),
            Throws.ArgumentException.With.Message.Contains("private key"));
    }

    [Test]
    public void Factory_WithCertsThatMapNothing_SaysWhatTheyMap()
    {
        using var certificate = SelfSigned.Create(Merchant.PlatformCertificateKey, Merchant.CertificateSerial);
        object[] wrong = [_publicPem, "file:///etc/wechatpay/pub_key.pem", Merchant.PlatformKey, certificate, new[] { _publicPem }, 1];

        foreach (var certs in wrong)
        {
            foreach (var secret in new[] { null, Merchant.ApiV2Key })
            {
                Assert.That(
                    () => Builder.Factory(
                        new { mchid = Merchant.Id, serial = Merchant.SerialNumber, privateKey = _privatePem, certs, secret }),
                    Throws.ArgumentException.With.Message.Contains("must map each serial number or PUB_KEY_ID_… of the platform to a key")
                        .And.Property("ParamName").EqualTo("certs"));
            }
        }
    }

    [Test]
    public void Factory_WithACertificateUnderAnotherSerial_NamesItsOwn()
    {
        using var certificate = SelfSigned.Create(Merchant.PlatformCertificateKey, Merchant.CertificateSerial);
        foreach (var serial in new[] { "7132D72A03E93CDDF8C03BBD1F37EEDF", Merchant.PublicKeyId })
        {
            foreach (var cert in new object[] { certificate, certificate.ExportCertificatePem() })
            {
                Assert.That(
                    () => Builder.Factory(
                        new { mchid = Merchant.Id, serial = Merchant.SerialNumber, privateKey = _privatePem, certs = One(serial, cert) }),
                    Throws.ArgumentException.With.Message.Contains(
                        $"The certificate under '{serial}' has the serial number {Merchant.CertificateSerial}. Add it under that number"
                            + (serial == Merchant.PublicKeyId ? "; a PUB_KEY_ID_… is for the public key, pub_key.pem." : ".")));
            }
        }
    }

    [Test]
    public void Factory_WithACertificateUnderItsSerialInAnotherForm_KeepsItUnderThePlatforms()
    {
        using var certificate = SelfSigned.Create(Merchant.PlatformCertificateKey, Merchant.CertificateSerial);

        using WeChatPayClient client = Builder.Factory(new
        {
            mchid = Merchant.Id,
            serial = Merchant.SerialNumber,
            privateKey = _privatePem,
            certs = new Dictionary<string, object> { [Merchant.CertificateSerial.ToLowerInvariant().Insert(2, ":")] = certificate },
        });

        Assert.That(client.KeyStatus.Keys.Single().Serial, Is.EqualTo(Merchant.CertificateSerial));
        Assert.That(client.KeyStatus.Keys.Single().Expiry, Is.Not.Null);
    }

    [Test]
    public void Factory_WithAWrongSetting_SaysTheSameAsAClient()
    {
        object Config(string mchid = Merchant.Id, string serial = Merchant.SerialNumber, string? privateKey = null,
            string id = Merchant.PublicKeyId, string? secret = null, string? base_uri = null) => new
            {
                mchid,
                serial,
                privateKey = privateKey ?? _privatePem,
                certs = One(id, _publicPem),
                secret,
                base_uri,
            };
        (object Config, string Message)[] cases =
        [
            (Config(mchid: " 1900000109"), "MerchantId starts with a space"),
            (Config(serial: "1DDE55AD"), "must have 16 to 40 hexadecimal digits, usually 40 (was 8)"),
            (Config(serial: Decimal), "is in decimal"),
            (Config(privateKey: _publicPem), "The text contains an RSA public key (SPKI)"),
            (Config(privateKey: ""), "The key is empty"),
            (Config(id: "PUB_KEY_ID_"), "has nothing after PUB_KEY_ID_"),
            (Config(id: "PUB_KEY_ID_01\n"), "ends with a line break"),
            (Config(secret: Merchant.ApiV2Key + "\n"), "has 33 characters and ends with a line break"),
            (Config(base_uri: "https://api.mch.weixin.qq.com/v3/"), "has 'v3' in its path"),
        ];

        foreach (var (config, message) in cases)
        {
            Assert.That(() => Builder.Factory(config), Throws.ArgumentException.With.Message.Contains(message));
        }
    }

    [Test]
    public void Factory_WithACertificateOfAnotherKey_SaysThatThePairDoesNotMatch()
    {
        using var certificate = SelfSigned.Create(Merchant.PlatformKey, Merchant.SerialNumber);

        Assert.That(
            () => Builder.Factory(new { merchant = new { cert = certificate.ExportCertificatePem(), key = _privatePem } }),
            Throws.ArgumentException
                .With.Message.Contains(
                    $"The text contains the certificate {Merchant.SerialNumber}, which does not belong to the private key")
                .And.Message.Contains("from the same download"));
    }

    [TestCase("MerchantId", "mchid")]
    [TestCase("mch_id", "mchid")]
    [TestCase("MerchantPrivateKey", "privateKey")]
    [TestCase("serial_no", "serial")]
    [TestCase("ApiV2Key", "secret")]
    [TestCase("v3_key", "apiv3Key")]
    [TestCase("PlatformKeys", "certs")]
    [TestCase("BaseAddress", "base_uri")]
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
        Assert.That(
            () => Builder.Factory(new Dictionary<string, object?> { [key] = true }),
            Throws.ArgumentException.With.Message.Contains($"'{key}'").And.Message.Contains(place));
    }

    [Test]
    public void Factory_AsPhpBuildsItForApiV2Alone_MakesApiV2Calls()
    {
        using var platform = new FakePlatform(V2Message.Success().Signed().ToResponse());
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
            () => Builder.Factory(new
            {
                mchid = Merchant.Id,
                serial = Merchant.SerialNumber,
                privateKey = _privatePem,
                certs = new { PUB_KEY_ID_1 = (string?)null }
            }),
            Throws.ArgumentException.With.Message.Contains("'certs'"));
    }

    [Test]
    public void Factory_WithoutCerts_RefusesAClientThatCannotVerify()
    {
        Assert.That(
            () => Builder.Factory(new { mchid = Merchant.Id, serial = Merchant.SerialNumber, privateKey = _privatePem }),
            Throws.ArgumentException.With.Message.Contains("PlatformKeys"));
    }

    [TestCase("apiclient_cert.p12")]
    [TestCase(5)]
    public void Factory_WithAMerchantThatIsNoPair_SaysWhatIsExpected(object merchant)
    {
        Assert.That(() => Builder.Factory(new { merchant }), Throws.ArgumentException.With.Message.Contains("needs 'cert' and 'key'"));
    }

    [Test]
    public void Factory_WithHalfACertificatePair_SaysWhatIsMissing()
    {
        Assert.That(
            () => Builder.Factory(new { merchant = new { cert = "apiclient_cert.pem" } }),
            Throws.ArgumentException.With.Message.Contains("'key'"));
    }

    private static Dictionary<string, object> One(string serial, object key) => new() { [serial] = key };
}

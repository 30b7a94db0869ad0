using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Tests.Bills;
using WeChatPay.Chain.Tests.Notifications;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Algorithms;

/// <summary>A second family of algorithms works without changes to the library.</summary>
internal sealed class AlgorithmSuiteTests
{
    private const string Serial = "7132D72A03E93CDDF8C03BBD1F37EEDF";

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task Post_WithASignerAndAKeyOfAnotherAlgorithm_IsSignedAndVerifiedByThem([Values] Way way)
    {
        var platform = new FakePlatform(_ => SecondAlgorithm.Signed("""{"a":1}""", _clock), _clock);
        using var client = platform.CreateClient(Extend);

        var response = await way.PostAsync(client.Chain("v3/x"), new { json = new { name = Sensitive.From("张三") } });

        Assert.That(response.IsVerified);
        Assert.That(platform.Request.Headers["Authorization"], Does.StartWith($"{SecondAlgorithm.Scheme} mchid="));
        Assert.That(platform.Request.Headers["Wechatpay-Serial"], Is.EqualTo(SecondAlgorithm.PublicKeyId));
        Assert.That(JsonElement.Parse(platform.Request.Body).GetProperty("name").GetString(), Is.EqualTo(SecondAlgorithm.Xor("张三")));
    }

    [Test]
    public async Task Get_IntoASink_IsVerifiedInPieces([Values] Way way, [Values] bool altered)
    {
        var response = SecondAlgorithm.Signed(new string('x', 200_000), _clock);
        response.Body[^1] ^= altered ? (byte)1 : (byte)0;
        using var client = new FakePlatform(_ => response, _clock).CreateClient(Extend);
        using var sink = new MemoryStream();

        if (altered)
        {
            var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"), new { sink })))!;
            Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Mismatch));
        }
        else
        {
            await way.GetAsync(client.Chain("v3/x"), new { sink });
        }

        Assert.That(sink.Length, Is.EqualTo(altered ? 0 : 200_000));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("WECHATPAY2-SHA256-RSA2048")]
    [TestCase("WECHATPAY2-SM2-WITH-SM3")]
    public async Task Get_ASignatureTypeThatIsNotTheKeys_IsMalformed(string? type)
    {
        using var client = new FakePlatform(_ => SecondAlgorithm.Signed("{}", _clock, type: type), _clock).CreateClient(Extend);

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/x").GetAsync()))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
        Assert.That(
            failure.Message, Does.Contain(SecondAlgorithm.Scheme).And.Contain(type is null or "" ? "'WECHATPAY2-SHA256-RSA2048'" : type));
    }

    [Test]
    public async Task Get_AnRsaKeyAndTheTypeOfAnotherAlgorithm_IsMalformed()
    {
        var response = new FakeResponse
        {
            Serial = Merchant.CertificateSerial,
            Key = Merchant.PlatformCertificateKey,
            Headers = { ["Wechatpay-Signature-Type"] = SecondAlgorithm.Scheme },
        };
        using var client = new FakePlatform(response, _clock).CreateClient(Extend);

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/x").GetAsync()))!;

        Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.Malformed));
    }

    [Test]
    public async Task Certificates_OfBothAlgorithms_AreDownloadedAndVerify([Values] Way way)
    {
        var platform = Listing();
        using var client = platform.CreateClient(options => options.Algorithms.Add(new SecondAlgorithm()));

        await way.GetAsync(client.Chain("v3/x"));
        platform.Business = SecondAlgorithm.Signed("{}", platform.Clock, Serial);
        await way.GetAsync(client.Chain("v3/x"));

        Assert.That(platform.Handler.Requests.Select(request => request.Target),
            Is.EqualTo((string[])["/v3/x", "/v3/certificates?algorithm_type=ALL", "/v3/x"]));
        Assert.That(client.KeyStatus.Keys.Select(key => key.Serial), Is.EquivalentTo((string[])[CertificatePlatform.First, Serial]));
    }

    [Test]
    public async Task Sensitive_WithCertificatesOfBothAlgorithms_IsEncryptedByThatOfTheSigner([Values] bool second)
    {
        var platform = Listing();
        using var client = platform.CreateClient(options =>
        {
            options.Algorithms.Add(new SecondAlgorithm());
            options.RequestSigner = second ? new SecondAlgorithm.Signer() : null;
        });

        await client.Chain("v3/x").PostAsync(new { json = new { name = Sensitive.From("张三") } });

        Assert.That(platform.Handler.Requests[^1].Headers["Wechatpay-Serial"], Is.EqualTo(second ? Serial : CertificatePlatform.First));
    }

    [Test]
    public async Task Certificates_WithoutTheSuite_AreThoseForRsaOnly()
    {
        var platform = Listing();
        using var client = platform.CreateClient();

        await client.Chain("v3/x").GetAsync();

        Assert.That(client.KeyStatus.Keys.Select(key => key.Serial), Is.EqualTo((string[])[CertificatePlatform.First]));
        Assert.That(platform.Handler.Requests[1].Target, Is.EqualTo("/v3/certificates"));
    }

    [Test]
    public async Task Add_ACertificateOfAnotherAlgorithm_VerifiesWhileItIsValid([Values] bool expired)
    {
        using var certificate = SecondAlgorithm.Certificate(Serial, _clock.GetUtcNow().AddDays(expired ? -100 : 0));
        using var client = new FakePlatform(_ => SecondAlgorithm.Signed("{}", _clock, Serial), _clock).CreateClient(options =>
            options.PlatformKeys.Add(new SecondAlgorithm().ReadCertificate(certificate.RawData)!));

        if (expired)
        {
            var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/x").GetAsync()))!;
            Assert.That(failure.Reason, Is.EqualTo(SignatureFailure.UnknownSerial));
        }
        else
        {
            Assert.That((await client.Chain("v3/x").GetAsync()).IsVerified);
        }
    }

    [Test]
    public void Read_ANotificationOfAnotherCipher_IsDecryptedWithItsSuiteOnly([Values] bool extended)
    {
        var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new
        {
            id = "EV-1",
            event_type = "TRANSACTION.SUCCESS",
            resource = new { algorithm = SecondAlgorithm.Cipher, ciphertext = SecondAlgorithm.Xor("""{"a":1}"""), nonce = "n" },
        }));
        var signed = SignedNotification.Sign(body);
        var options = Merchant.Options();
        options.TimeProvider = new ManualTimeProvider(SignedNotification.Now);
        if (extended)
        {
            options.Algorithms.Add(new SecondAlgorithm());
        }
        var reader = new NotificationReader(options);

        if (extended)
        {
            Assert.That((int)reader.Read(signed.Headers, body).Data.a, Is.EqualTo(1));
        }
        else
        {
            Assert.That(() => reader.Read(signed.Headers, body), Throws.TypeOf<FormatException>().With.Message.Contains("'AEAD_XOR'"));
        }
    }

    [Test]
    public async Task DownloadBill_WithADigestOfAnotherAlgorithm_IsVerifiedByIt([Values] Way way, [Values] bool altered)
    {
        var platform = new BillPlatform
        {
            HashType = "SHA512",
            HashValue = Convert.ToHexStringLower(SHA512.HashData(altered ? BillPlatform.Csv[1..] : BillPlatform.Csv)),
        };
        using var client = platform.Start().CreateClient(options => options.Algorithms.Add(new SecondAlgorithm()));
        using var target = new MemoryStream();
        Task Download() => way == Way.Async
            ? client.DownloadBillAsync(BillPlatform.Template, target)
            : Task.Run(() => client.DownloadBill(BillPlatform.Template, target));

        if (altered)
        {
            await Assert.ThrowsAsync<WeChatPaySignatureException>(Download);
            Assert.That(target.Length, Is.Zero);
        }
        else
        {
            await Download();
            Assert.That(target.ToArray(), Is.EqualTo(BillPlatform.Csv));
        }
    }

    [Test]
    public async Task DownloadBill_EncryptedByAnotherAlgorithm_IsDecryptedByIt(
        [Values] Way way, [Values] bool gzipped, [Values] bool altered)
    {
        var platform = new EncryptedBillPlatform().With(
            gzipped ? Packed.With("gzip", BillPlatform.Csv) : BillPlatform.Csv,
            BillPlatform.Csv,
            key: new byte[XorFileDecryptor.KeyLength],
            encrypt: XorFileDecryptor.Encrypt,
            alter: body => altered ? [.. body[..^1], (byte)~body[^1]] : body);
        using var client = platform.Start().CreateClient(options => options.Algorithms.Add(new SecondAlgorithm()));
        using var target = new MemoryStream();
        Task Download() => way == Way.Async
            ? client.DownloadBillAsync(EncryptedBillPlatform.Template, target)
            : Task.Run(() => client.DownloadBill(EncryptedBillPlatform.Template, target));

        if (altered)
        {
            await Assert.ThrowsAsync<WeChatPayDecryptionException>(Download);
            Assert.That(target.Length, Is.Zero);
        }
        else
        {
            await Download();
            Assert.That(target.ToArray(), Is.EqualTo(BillPlatform.Csv));
        }
    }

    [Test]
    public void Decrypt_WithASignerThatDecrypts_UsesIt()
    {
        using var client = new FakePlatform().CreateClient(Extend);

        Assert.That(client.Decrypt(SecondAlgorithm.Xor("李四")), Is.EqualTo("李四"));
    }

    private static CertificatePlatform Listing()
    {
        var platform = new CertificatePlatform();
        using var certificate = SecondAlgorithm.Certificate(Serial, platform.Clock.GetUtcNow());
        var pem = certificate.ExportCertificatePem();
        platform.Certificates.Add(new
        {
            serial_no = Serial,
            encrypt_certificate = new
            {
                algorithm = SecondAlgorithm.Cipher,
                nonce = "n",
                associated_data = "certificate",
                ciphertext = SecondAlgorithm.Xor(pem)
            },
        });
        return platform;
    }

    private static void Extend(WeChatPayClientOptions options)
    {
        options.RequestSigner = new SecondAlgorithm.Signer();
        options.PlatformKeys = new PlatformKeys
        {
            [SecondAlgorithm.PublicKeyId] = new SecondAlgorithm.PublicKey(SecondAlgorithm.Key),
            [Merchant.CertificateSerial] = Merchant.PlatformCertificateKey,
        };
        options.Algorithms.Add(new SecondAlgorithm());
    }
}

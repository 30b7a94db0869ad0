using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class KeysTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wechatpay-keys-").FullName;

    [SetUp]
    public void WriteKeys()
    {
        File.WriteAllText($"{_folder}/apiclient_key.pem", TestKeys.Merchant.ExportPkcs8PrivateKeyPem());
        File.WriteAllText($"{_folder}/pub_key.pem", TestKeys.Platform.ExportSubjectPublicKeyInfoPem());
        var request = new CertificateRequest("CN=platform", TestKeys.Platform, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText($"{_folder}/wechatpay_cert.pem", certificate.ExportCertificatePem());
    }

    [TearDown]
    public void DeleteKeys() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Client_WithTheKeysOfAMerchant_IsBuilt()
    {
        var folder = _folder;

        var options = new WeChatPayClientOptions
        {
            MerchantId = "1900000109",
            MerchantSerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10",
            MerchantPrivateKey = Rsa.From($"file://{folder}/apiclient_key.pem", KeyType.Private),
            PlatformKeys = { ["PUB_KEY_ID_0119000001092026112100000000000001"] = Rsa.From($"file://{folder}/pub_key.pem", KeyType.Public) },
            ApiV3Key = "abcdefghijklmnopqrstuvwxyz012345",
        };
        dynamic client = new WeChatPayClient(options);

        Assert.That(options.PlatformKeys.PublicKeyId, Does.StartWith("PUB_KEY_ID_"));
        client.Dispose();
    }

    [Test]
    public void PlatformKeys_DuringAMigration_HoldBothKinds()
    {
        var folder = _folder;

        var keys = new PlatformKeys
        {
            ["PUB_KEY_ID_0119000001092026112100000000000001"] = Rsa.From($"file://{folder}/pub_key.pem", KeyType.Public),
        };
        keys.Add(X509CertificateLoader.LoadCertificateFromFile($"{folder}/wechatpay_cert.pem"));

        Assert.That(keys, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task PlatformKeys_FromCertificates_AreDownloadedWithTheFirstResponse()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { SignWithCertificate = true });
        var options = sandbox.CreateClientOptions();

        options.PlatformKeys = PlatformKeys.FromCertificates();

        using var client = new WeChatPayClient(options);
        using var response = await client.Chain("v3/payscore/permissions").PostAsync(
            new { json = new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "AUTH20261121000001" } });
        Assert.That(client.KeyStatus.Keys.Select(key => key.Serial), Is.EqualTo(response.Headers.GetValues("Wechatpay-Serial")));
    }

    [Test]
    public void Builder_WithTheConfigurationOfPhp_BuildsTheSameClient()
    {
        var folder = _folder;

        var client = Builder.Factory(new
        {
            mchid = "1900000109",
            serial = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10",
            privateKey = $"file://{folder}/apiclient_key.pem",
            certs = new Dictionary<string, object> { ["PUB_KEY_ID_0119000001092026112100000000000001"] = $"file://{folder}/pub_key.pem" },
        });

        Assert.That((object)client, Is.TypeOf<WeChatPayClient>());
        client.Dispose();
    }
}

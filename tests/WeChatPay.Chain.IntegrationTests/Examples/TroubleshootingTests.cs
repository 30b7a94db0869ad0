using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The messages quoted on the troubleshooting page are those of the library.</summary>
public sealed class TroubleshootingTests
{
    private const string KeyId = "PUB_KEY_ID_0119000001092026112100000000000001";
    private const string Serial = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10";

    private static IEnumerable<TestCaseData> Mistakes =>
    [
        Case("contains an X.509 certificate", () => Rsa.From(CertificatePem(), KeyType.Private)),
        Case("is neither PEM … nor base64", () => Rsa.From("/etc/wechatpay/apiclient_key.pem", KeyType.Private)),
        OptionsCase("has no private part", options => options.MerchantPrivateKey = TestKeys.PlatformPublic),
        OptionsCase(
            "PlatformKeys contains the merchant's own key", options => options.PlatformKeys = new() { [KeyId] = TestKeys.Merchant }),
        OptionsCase("which is the merchant's own serial", options => options.PlatformKeys = new() { [Serial] = TestKeys.PlatformPublic }),
        OptionsCase("MerchantSerialNumber is the ID of the platform's public key", options => options.MerchantSerialNumber = KeyId),
        OptionsCase("is in decimal", options => options.MerchantSerialNumber = new string('7', 48)),
        OptionsCase("ApiV3Key has … characters", options => options.ApiV3Key = "too-short"),
        OptionsCase("BaseAddress has 'v3' in its path", options => options.BaseAddress = new Uri("https://api.mch.weixin.qq.com/v3/")),
        CallCase("'josn' is neither an option nor a variable", client => client.Chain("v3/orders").Post(new { josn = 1 })),
        CallCase("The variable '…' is missing or null", client => client.Chain("v3/orders/{id}").Get()),
        CallCase("The option 'timeout' is … seconds", client => client.Chain("v3/orders").Get(new { timeout = 30_000 })),
        CallCase("points to '…', which is not one of the platform's hosts", client => client.Chain("https://example.com/v3/orders").Get()),
        CallCase("does not take a CancellationToken", client => ((dynamic)client).v3.orders.Get(cancellationToken: CancellationToken.None)),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void Message_OfAMistake_IsQuotedOnThePage(string quoted, Action mistake) =>
        AssertQuoted(quoted, Assert.Throws<ArgumentException>(() => mistake())!);

    [Test]
    public async Task Message_OfADownloadInPublicKeyMode_IsQuotedOnThePage()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync(new SandboxOptions { PublicKeyOnly = true });
        var options = sandbox.CreateClientOptions();
        options.PlatformKeys = PlatformKeys.FromCertificates();
        using var client = new WeChatPayClient(options);

        var failure = await Assert.ThrowsAsync<WeChatPayApiException>(() => client.RenewPlatformKeysAsync());

        AssertQuoted("this merchant is in public-key mode", failure!);
    }

    [Test]
    public async Task Message_OfAnUnknownSerial_IsQuotedOnThePage()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        sandbox.Inject(SandboxFault.UnknownSerial);

        var failure = await Assert.ThrowsAsync<WeChatPaySignatureException>(() => client.Chain("v3/certificates").GetAsync());

        AssertQuoted("is not configured", failure!);
    }

    private static void AssertQuoted(string quoted, Exception exception)
    {
        foreach (var page in new[] { "troubleshooting.md", "troubleshooting.zh-CN.md" })
        {
            Assert.That(RepositoryFiles.ReadLines($"src/WeChatPay.Chain/docs/{page}"), Has.Some.Contains($"`{quoted}`"));
        }
        Assert.That(exception.Message, Does.Match(string.Join(".+", quoted.Split('…').Select(Regex.Escape))));
    }

    private static TestCaseData Case(string quoted, Action mistake) => new TestCaseData(quoted, mistake).SetArgDisplayNames(quoted);

    private static TestCaseData OptionsCase(string quoted, Action<WeChatPayClientOptions> mistake) => Case(quoted, () =>
    {
        var options = Options();
        mistake(options);
        options.Validate();
    });

    private static TestCaseData CallCase(string quoted, Action<WeChatPayClient> mistake) => Case(quoted, () =>
    {
        using var client = new WeChatPayClient(Options());
        mistake(client);
    });

    private static WeChatPayClientOptions Options() => new()
    {
        MerchantId = "1900000109",
        MerchantSerialNumber = Serial,
        MerchantPrivateKey = TestKeys.Merchant,
        PlatformKeys = { [KeyId] = TestKeys.PlatformPublic },
    };

    private static string CertificatePem()
    {
        var request = new CertificateRequest("CN=merchant", TestKeys.Merchant, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }
}

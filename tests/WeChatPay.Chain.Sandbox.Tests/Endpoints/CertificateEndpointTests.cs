using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Endpoints;

public sealed class CertificateEndpointTests
{
    private const string Target = "/v3/certificates";

    [Test]
    public async Task Get_SignWithCertificate_ReturnsSigningCertificate()
    {
        await using var sandbox = await StartAsync(new SandboxOptions { SignWithCertificate = true });
        using var merchant = new BareMerchant(sandbox);

        var response = await merchant.GetAsync(Target);

        var entry = response.Json.GetProperty("data").EnumerateArray().Single();
        using var certificate = X509Certificate2.CreateFromPem(
            Decrypt(entry.GetProperty("encrypt_certificate"), merchant.Options.ApiV3Key!));
        Assert.That(
            certificate.SerialNumber,
            Is.EqualTo(entry.GetProperty("serial_no").GetString()).And.EqualTo(response.Headers["Wechatpay-Serial"]));
        Assert.That(
            certificate.GetRSAPublicKey()!.ExportSubjectPublicKeyInfo(),
            Is.EqualTo(merchant.Options.PlatformKeys[certificate.SerialNumber].ExportSubjectPublicKeyInfo()));
        Assert.That(certificate.NotBefore.ToUniversalTime(), Is.EqualTo(ParseTime(entry, "effective_time").UtcDateTime));
        Assert.That(certificate.NotAfter.ToUniversalTime(), Is.EqualTo(ParseTime(entry, "expire_time").UtcDateTime));
        Assert.That(response.IsSignedFor(merchant.Options));
    }

    [Test]
    public async Task Get_Certificate_IsCurrentlyValid()
    {
        var clock = new ManualTimeProvider();
        await using var sandbox = await StartAsync(new SandboxOptions { TimeProvider = clock });
        using var merchant = new BareMerchant(sandbox);

        var entry = (await merchant.GetAsync(Target)).Json.GetProperty("data")[0];

        Assert.That(ParseTime(entry, "effective_time"), Is.LessThan(clock.GetUtcNow()));
        Assert.That(ParseTime(entry, "expire_time"), Is.GreaterThan(clock.GetUtcNow()));
        Assert.That(entry.GetProperty("effective_time").GetString(), Does.EndWith("+08:00"));
    }

    [Test]
    public async Task Get_ThroughClient_CanBeDecryptedByLibrary()
    {
        await using var sandbox = await StartAsync(new SandboxOptions { SignWithCertificate = true });
        var options = sandbox.CreateClientOptions();
        using var client = new WeChatPayClient(options);

        var entry = client.Chain("v3/certificates").Get().Data.data[0];

        string pem = Crypto.AesGcm.Decrypt(
            (string)entry.encrypt_certificate.ciphertext,
            options.ApiV3Key!,
            (string)entry.encrypt_certificate.nonce,
            (string)entry.encrypt_certificate.associated_data);
        Assert.That(Crypto.Rsa.SerialNumberOf(pem), Is.EqualTo((string)entry.serial_no));
    }

    [Test]
    public async Task Get_CalledTwice_EncryptsWithNewNonce()
    {
        await using var sandbox = await StartAsync(new SandboxOptions());
        using var merchant = new BareMerchant(sandbox);

        var first = (await merchant.GetAsync(Target)).Json.GetProperty("data")[0].GetProperty("encrypt_certificate");
        var second = (await merchant.GetAsync(Target)).Json.GetProperty("data")[0].GetProperty("encrypt_certificate");

        Assert.That(second.GetProperty("nonce").GetString(), Is.Not.EqualTo(first.GetProperty("nonce").GetString()));
        Assert.That(Decrypt(second, merchant.Options.ApiV3Key!), Is.EqualTo(Decrypt(first, merchant.Options.ApiV3Key!)));
    }

    [Test]
    public async Task Get_PublicKeyOnly_IsNotFound()
    {
        await using var sandbox = await StartAsync(new SandboxOptions { PublicKeyOnly = true });
        using var merchant = new BareMerchant(sandbox);

        var response = await merchant.GetAsync(Target);

        Assert.That(response.StatusCode, Is.EqualTo(404));
        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
        Assert.That(merchant.Options.PlatformKeys.Single().Key, Does.StartWith("PUB_KEY_ID_"));
        Assert.That((await merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody)).IsSignedFor(merchant.Options));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public void StartAsync_PublicKeyOnlyWithCertificate_Throws(bool signWithCertificate, bool certificatesOnly) => Assert.That(
        () => StartAsync(
            new SandboxOptions { PublicKeyOnly = true, SignWithCertificate = signWithCertificate, CertificatesOnly = certificatesOnly }),
        Throws.ArgumentException.With.Message.Contains("cannot be combined"));

    private static Task<WeChatPaySandbox> StartAsync(SandboxOptions options) => WeChatPaySandbox.StartAsync(options);

    private static DateTimeOffset ParseTime(JsonElement entry, string name) =>
        DateTimeOffset.Parse(entry.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static string Decrypt(JsonElement encrypted, string apiV3Key)
    {
        Assert.That(encrypted.GetProperty("algorithm").GetString(), Is.EqualTo("AEAD_AES_256_GCM"));
        var ciphertext = encrypted.GetProperty("ciphertext").GetBytesFromBase64();
        var plaintext = new byte[ciphertext.Length - 16];
        using var cipher = new AesGcm(Encoding.UTF8.GetBytes(apiV3Key), 16);
        cipher.Decrypt(
            Encoding.UTF8.GetBytes(encrypted.GetProperty("nonce").GetString()!),
            ciphertext.AsSpan(..^16),
            ciphertext.AsSpan(^16..),
            plaintext,
            Encoding.UTF8.GetBytes(encrypted.GetProperty("associated_data").GetString()!));
        return Encoding.UTF8.GetString(plaintext);
    }
}

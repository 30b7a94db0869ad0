using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Texts with several keys or certificates.</summary>
public sealed partial class RsaTests
{
    private static string Own => KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8) + "\n";

    private static string Other => Merchant.PlatformKey.ExportPkcs8PrivateKeyPem() + "\n";

    [Test]
    public void From_TwoPrivateKeys_IsRejected([Values] bool ownFirst)
    {
        var text = ownFirst ? Own + Other : Other + Own;

        Assert.That(() => Rsa.From(text), Throws.ArgumentException.With.Message.Contains("The text contains 2 different keys")
            .And.Message.Contains("One is expected; remove the others."));
        Assert.That(
            () => Rsa.From("file://" + FileWith(text)),
            Throws.ArgumentException.With.Message.Contains($"The file '{_folder.FullName}"));
    }

    [Test]
    public void From_OnePrivateKeyInTwoFormats_IsRead()
    {
        using var key = Rsa.From(Own + KeyFixture.Pem("RSA PRIVATE KEY", KeyFixture.Pkcs1Private));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_AnRsaKeyBehindOneOfAnotherKind_IsRead()
    {
        using var key = Rsa.From(Ec(ec => ec.ExportPkcs8PrivateKeyPem()) + "\n" + Own);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_APlainAndAnEncryptedKey_TakesTheOneThatThePasswordIsFor()
    {
        using var encrypted = Rsa.From(Other + KeyFixture.EncryptedPkcs8Pem, password: KeyFixture.Password);
        using var plain = Rsa.From(KeyFixture.EncryptedPkcs8Pem + "\n" + Other);

        Assert.That(KeyFixture.IsMerchantKey(encrypted, isPrivate: true));
        Assert.That(plain.ExportSubjectPublicKeyInfo(), Is.EqualTo(Merchant.PlatformKey.ExportSubjectPublicKeyInfo()));
    }

    [Test]
    public void From_ACertificateAndItsIssuer_IsTheCertificates([Values] bool issuerFirst)
    {
        using var chain = new CertificateChain();
        var text = issuerFirst ? chain.IssuerPem + "\n" + chain.LeafPem : chain.LeafPem + "\n" + chain.IssuerPem;

        using var key = Rsa.From(text, KeyType.Public);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
        Assert.That(Rsa.SerialNumberOf(text), Is.EqualTo(Merchant.SerialNumber));
    }

    [Test]
    public void From_TwoUnrelatedCertificates_NamesTheirSerials()
    {
        using var one = SelfSigned.Create(Merchant.Key, Merchant.SerialNumber);
        using var other = SelfSigned.Create(Merchant.PlatformKey, Merchant.CertificateSerial);
        var text = one.ExportCertificatePem() + "\n" + other.ExportCertificatePem();

        Assert.That(() => Rsa.From(text, KeyType.Public), Throws.ArgumentException.With.Message.Contains(Merchant.SerialNumber)
            .And.Message.Contains(Merchant.CertificateSerial));
        Assert.That(() => Rsa.SerialNumberOf(text), Throws.ArgumentException.With.Message.Contains("2 different keys"));
    }

    [Test]
    public void From_ASelfSignedCertificateBesideOneOfAnIssuer_IsRejected([Values] bool selfSignedFirst)
    {
        using var chain = new CertificateChain();
        using var other = SelfSigned.Create(Merchant.PlatformKey, Merchant.CertificateSerial);
        var pem = other.ExportCertificatePem();

        Assert.That(
            () => Rsa.From(selfSignedFirst ? pem + "\n" + chain.LeafPem : chain.LeafPem + "\n" + pem, KeyType.Public),
            Throws.ArgumentException.With.Message.Contains("2 different keys"));
    }

    [Test]
    public void From_TwoCertificatesThatNameEachOtherAsIssuer_IsRejected() => Assert.That(
        () => Rsa.From(Issued("CN=A", "CN=B", Merchant.Key) + "\n" + Issued("CN=B", "CN=A", Merchant.PlatformKey), KeyType.Public),
        Throws.ArgumentException.With.Message.Contains("2 different keys"));

    private static string Issued(string subject, string issuer, RSA key)
    {
        using var certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1]);
        return certificate.ExportCertificatePem();
    }

    [Test]
    public void From_OneCertificateTwice_IsRead()
    {
        var pem = KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)) + "\n";

        using var key = Rsa.From(pem + pem + KeyFixture.Pem("PUBLIC KEY", KeyFixture.Spki), KeyType.Public);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
    }

    [Test]
    public void From_ACertificateBesideADamagedOne_IsRejectedAndNotShown()
    {
        var text = KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)) + "\n"
            + KeyFixture.Pem("CERTIFICATE", Damaged(KeyFixture.Certificate(2)));

        Assert.That(() => Rsa.From(text, KeyType.Public), Throws.ArgumentException.With.Message.Contains("a damaged certificate"));
    }

    private sealed class CertificateChain : IDisposable
    {
        private readonly RSA _issuerKey = RSA.Create(2048);

        public CertificateChain()
        {
            var (start, end) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            var authority = new CertificateRequest("CN=Tenpay.com Root CA", _issuerKey, HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
            authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
            using var issuer = authority.CreateSelfSigned(start, end);
            IssuerPem = issuer.ExportCertificatePem();
            var request = new CertificateRequest($"CN={Merchant.Id}", Merchant.Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var leaf = request.Create(issuer, start, end, Convert.FromHexString(Merchant.SerialNumber));
            LeafPem = leaf.ExportCertificatePem();
        }

        public string IssuerPem { get; }

        public string LeafPem { get; }

        public void Dispose() => _issuerKey.Dispose();
    }
}

using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Reading keys of the expected type.</summary>
public sealed partial class RsaTests
{
    private static string Base64(byte[] der) => Convert.ToBase64String(der);

    private static IEnumerable<TestCaseData> PrivateKeys()
    {
        var pkcs8 = KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8);
        var pkcs1 = KeyFixture.Pem("RSA PRIVATE KEY", KeyFixture.Pkcs1Private);
        yield return Key("Pkcs8Pem", pkcs8);
        yield return Key("Pkcs1Pem", pkcs1);
        yield return Key("PemWithCrLf", pkcs8.Replace("\n", "\r\n", StringComparison.Ordinal));
        yield return Key("PemOnOneLineWithSpelledOutLineFeeds", pkcs8.Replace("\n", "\\n", StringComparison.Ordinal));
        yield return Key("PemOnOneLineWithSpaces", pkcs8.Replace('\n', ' '));
        yield return Key("PemUnderTheWrongLabel", KeyFixture.Pem("RSA PRIVATE KEY", KeyFixture.Pkcs8));
        yield return Key("PemAfterOtherText", "Bag Attributes\n    friendlyName: Tenpay\n" + pkcs8);
        yield return Key("PemBehindItsCertificate", KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)) + "\n" + pkcs8);
        yield return Key("Pkcs8Base64", Base64(KeyFixture.Pkcs8));
        yield return Key("Pkcs1Base64", Base64(KeyFixture.Pkcs1Private));
        yield return Key("Base64WithLineBreaks", Convert.ToBase64String(KeyFixture.Pkcs8, Base64FormattingOptions.InsertLineBreaks) + "\n");
        yield return Key("Pkcs1Prefix", "private.pkcs1://" + Base64(KeyFixture.Pkcs1Private));
        yield return Key("Pkcs8Prefix", "private.pkcs8://" + Base64(KeyFixture.Pkcs8));
    }

    private static IEnumerable<TestCaseData> PublicKeys()
    {
        var certificate = KeyFixture.Certificate(1);
        yield return Key("SpkiPem", KeyFixture.Pem("PUBLIC KEY", KeyFixture.Spki));
        yield return Key("Pkcs1Pem", KeyFixture.Pem("RSA PUBLIC KEY", KeyFixture.Pkcs1Public));
        yield return Key("CertificatePem", KeyFixture.Pem("CERTIFICATE", certificate));
        yield return Key("CertificateOfVersion1", Base64(KeyFixture.CertificateOfVersion1()));
        yield return Key(
            "CertificateBehindItsKey", KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8) + "\n" + KeyFixture.Pem("CERTIFICATE", certificate));
        yield return Key("SpkiBase64", Base64(KeyFixture.Spki));
        yield return Key("Pkcs1Base64", Base64(KeyFixture.Pkcs1Public));
        yield return Key("CertificateBase64", Base64(certificate));
        yield return Key("Pkcs1Prefix", "public.pkcs1://" + Base64(KeyFixture.Pkcs1Public));
        yield return Key("SpkiPrefix", "public.spki://" + Base64(KeyFixture.Spki));
    }

    [TestCaseSource(nameof(PrivateKeys))]
    public void From_PrivateKey_IsRead(string text)
    {
        using var key = Rsa.From(text);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [TestCaseSource(nameof(PublicKeys))]
    public void From_PublicKey_IsRead(string text)
    {
        using var key = Rsa.From(text, KeyType.Public);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
    }

    [Test]
    public void From_PublicKey_HasNoPrivatePart()
    {
        using var key = Rsa.From(Base64(KeyFixture.Spki), KeyType.Public);

        Assert.That(() => key.ExportRSAPrivateKey(), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void From_EncryptedPkcs8WithItsPassword_IsRead()
    {
        using var key = Rsa.From(KeyFixture.EncryptedPkcs8Pem, KeyType.Private, KeyFixture.Password);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_EncryptedPkcs8OfOpenSsl_IsRead()
    {
        using var key = Rsa.From(OpenSslFixture.EncryptedPkcs8, password: OpenSslFixture.Password);

        Assert.That(KeyFixture.Pem("PUBLIC KEY", key.ExportSubjectPublicKeyInfo()), Is.EqualTo(OpenSslFixture.PublicKey));
    }

    [Test]
    public void FromPkcs1_PrivateKey_IsRead()
    {
        using var key = Rsa.FromPkcs1(Base64(KeyFixture.Pkcs1Private));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void FromPkcs1_PublicKey_IsRead()
    {
        using var key = Rsa.FromPkcs1(Base64(KeyFixture.Pkcs1Public), KeyType.Public);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
    }

    [Test]
    public void FromPkcs8_PrivateKey_IsRead()
    {
        using var key = Rsa.FromPkcs8(Base64(KeyFixture.Pkcs8));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void FromSpki_PublicKey_IsRead()
    {
        using var key = Rsa.FromSpki(Base64(KeyFixture.Spki));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
    }

    [Test]
    public void Pkcs1ToSpki_PublicKey_IsTheSameKeyInTheOtherFormat()
    {
        var spki = Rsa.Pkcs1ToSpki(Base64(KeyFixture.Pkcs1Public));

        Assert.That(spki, Is.EqualTo(Base64(KeyFixture.Spki)));
    }

    private static TestCaseData Key(string name, string text) => new TestCaseData(text).SetArgDisplayNames(name);
}

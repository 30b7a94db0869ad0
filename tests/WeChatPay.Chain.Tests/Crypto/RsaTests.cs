using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Crypto;

public sealed partial class RsaTests
{
    [TestCase("")]
    [TestCase("中文\n")]
    [TestCase("GET\n/v3/certificates\n1554208460\nN\n\n")]
    public void Sign_Message_VerifiesWithThePublicPart(string message)
    {
        var signature = Rsa.Sign(message, Merchant.Key);

        Assert.That(Rsa.Verify(message, signature, Merchant.PublicPart(Merchant.Key)));
    }

    [Test]
    public void Sign_KeyOfOpenSsl_IsWhatOpenSslSigns()
    {
        using var key = Rsa.From(OpenSslFixture.EncryptedPkcs8, password: OpenSslFixture.Password);

        Assert.That(Rsa.Sign("hello\n", key), Is.EqualTo(OpenSslFixture.SignatureOfHello));
    }

    [Test]
    public void Sign_KeyWithoutPrivatePart_NamesTheKey()
    {
        Assert.That(() => Rsa.Sign("m", Merchant.PublicPart(Merchant.Key)), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("privateKey").And.Message.Contain("no private part"));
    }

    [Test]
    public void Verify_SignatureOfOpenSsl_IsTrue()
    {
        using var key = Rsa.From(OpenSslFixture.PublicKey, KeyType.Public);

        Assert.That(Rsa.Verify("hello\n", OpenSslFixture.SignatureOfHello, key));
    }

    [Test]
    public void Verify_AnotherMessage_IsFalse()
    {
        Assert.That(Rsa.Verify("n", Rsa.Sign("m", Merchant.Key), Merchant.Key), Is.False);
    }

    [Test]
    public void Verify_AnotherKey_IsFalse()
    {
        Assert.That(Rsa.Verify("m", Rsa.Sign("m", Merchant.Key), Merchant.PlatformKey), Is.False);
    }

    [Test]
    public void Verify_AlteredSignature_IsFalse()
    {
        var signature = Convert.FromBase64String(Rsa.Sign("m", Merchant.Key));
        signature[17] ^= 1;

        Assert.That(Rsa.Verify("m", Convert.ToBase64String(signature), Merchant.Key), Is.False);
    }

    [Test]
    public void Verify_OtherPaddingOrHash_IsFalse()
    {
        var pss = Merchant.Key.SignData("m"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        var sha512 = Merchant.Key.SignData("m"u8, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1);

        Assert.That(Rsa.Verify("m", Convert.ToBase64String(pss), Merchant.Key), Is.False);
        Assert.That(Rsa.Verify("m", Convert.ToBase64String(sha512), Merchant.Key), Is.False);
    }

    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("!")]
    [TestCase("中文")]
    [TestCase("WECHATPAY/SIGNTEST/1lBMdBPQEuVOmNGDKYBMOL0cZKfMHMqpFBTVDOBVSHrmkGWgFIpIQ2VQXsPNWWeW")]
    public void Verify_NoSignatureAtAll_IsFalse(string signature)
    {
        Assert.That(Rsa.Verify("m", signature, Merchant.Key), Is.False);
    }

    [Test]
    public void Encrypt_ShortText_CanBeDecrypted()
    {
        var ciphertext = Rsa.Encrypt("张三 123", Merchant.PublicPart(Merchant.Key));

        Assert.That(Rsa.Decrypt(ciphertext, Merchant.Key), Is.EqualTo("张三 123"));
    }

    [Test]
    public void Encrypt_Twice_GivesTwoCiphertexts()
    {
        var first = Rsa.Encrypt("x", Merchant.Key);

        Assert.That(Rsa.Encrypt("x", Merchant.Key), Is.Not.EqualTo(first));
    }

    [Test]
    public void Encrypt_LongestText_IsDecrypted()
    {
        var longest = new string('x', 214);

        Assert.That(Rsa.Decrypt(Rsa.Encrypt(longest, Merchant.Key), Merchant.Key), Is.EqualTo(longest));
    }

    [Test]
    public void Encrypt_OneByteTooMany_GivesTheLimit()
    {
        // 72 characters, 3 bytes each.
        var tooLong = new string('中', 72);

        Assert.That(() => Rsa.Encrypt(tooLong, Merchant.Key), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("plaintext")
            .And.Message.Contain("at most 214 bytes")
            .And.Message.Contain("(was 216)")
            .And.Message.Not.Contain("中"));
    }

    [Test]
    public void Decrypt_CiphertextOfOpenSsl_IsDecrypted()
    {
        using var key = Rsa.From(OpenSslFixture.EncryptedPkcs8, password: OpenSslFixture.Password);

        Assert.That(Rsa.Decrypt(OpenSslFixture.OaepOfSecret, key), Is.EqualTo("secret 文"));
    }

    [Test]
    public void Decrypt_AnotherKey_CannotBeDecrypted()
    {
        var ciphertext = Rsa.Encrypt("x", Merchant.Key);

        Assert.That(() => Rsa.Decrypt(ciphertext, Merchant.PlatformKey), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void Decrypt_AlteredCiphertext_CannotBeDecrypted()
    {
        var ciphertext = Convert.FromBase64String(Rsa.Encrypt("x", Merchant.Key));
        ciphertext[100] ^= 1;

        Assert.That(() => Rsa.Decrypt(Convert.ToBase64String(ciphertext), Merchant.Key), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void Decrypt_KeyWithoutPrivatePart_SaysSo()
    {
        var ciphertext = Rsa.Encrypt("x", Merchant.Key);

        Assert.That(() => Rsa.Decrypt(ciphertext, Merchant.PublicPart(Merchant.Key)),
            Throws.InstanceOf<WeChatPayDecryptionException>().With.Message.Contain("no private part"));
    }

    [TestCase("")]
    [TestCase("AAAA")]
    [TestCase("no base64!")]
    public void Decrypt_NoCiphertext_CannotBeDecrypted(string ciphertext)
    {
        Assert.That(() => Rsa.Decrypt(ciphertext, Merchant.Key), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void Decrypt_BytesThatAreNotText_AreNotShown()
    {
        var ciphertext = Convert.ToBase64String(Merchant.Key.Encrypt([0xFF, 0xFE], RSAEncryptionPadding.OaepSHA1));

        Assert.That(
            () => Rsa.Decrypt(ciphertext, Merchant.Key), Throws.InstanceOf<WeChatPayDecryptionException>().With.InnerException.Null);
    }

    [TestCase(new byte[] { 0x0A }, ExpectedResult = "0A")]
    [TestCase(new byte[] { 0x80 }, ExpectedResult = "80", TestName = "SerialNumberOf_NumberThatWouldLookNegative_HasNoZeroByte")]
    [TestCase(new byte[] { 0x71, 0x32, 0xD7, 0x2A }, ExpectedResult = "7132D72A")]
    public string SerialNumberOf_Certificate_IsUpperCaseHexadecimal(byte[] serial)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(KeyFixture.Certificate(serial));

        return Rsa.SerialNumberOf(certificate);
    }

    [Test]
    public void SerialNumberOf_Pem_IsThatOfTheCertificateInIt()
    {
        var pem =
            KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8) + "\n" + KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(0x37, 0x75));

        Assert.That(Rsa.SerialNumberOf(pem), Is.EqualTo("3775"));
    }

    [Test]
    public void SerialNumberOf_PrivateKey_SaysThatACertificateIsExpected()
    {
        Assert.That(() => Rsa.SerialNumberOf(Base64(KeyFixture.Pkcs8)), Throws.ArgumentException
            .With.Message.Contain("an RSA private key (PKCS#8). A certificate is expected"));
    }

    [Test]
    public void Sign_FromManyThreadsWithOneKey_AlwaysVerifies()
    {
        var verified = Enumerable.Range(0, 64).AsParallel().WithDegreeOfParallelism(8)
            .All(index => Rsa.Verify($"{index}", Rsa.Sign($"{index}", Merchant.Key), Merchant.Key));

        Assert.That(verified);
    }
}

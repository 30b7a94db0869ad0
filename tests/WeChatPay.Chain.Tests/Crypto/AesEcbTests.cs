using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

public class AesEcbTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    // printf '<root>退款</root>' | openssl enc -aes-256-ecb -base64 -A -K <the bytes of the key in hexadecimal>
    private const string OfOpenSsl = "S64/LO5EPihP81MXshX9VXk+9MudvXXRIo2xXYNwmCs=";

    [Test]
    public void Encrypt_PublishedVector_GivesItsBlock()
    {
        // NIST AESAVS, appendix D for 256 bits with the key zero: a block of zeros. What follows is the padding's block.
        var ciphertext = Convert.FromBase64String(AesEcb.Encrypt(new string('\0', 16), new string('\0', 32)));

        Assert.That(Convert.ToHexStringLower(ciphertext.AsSpan(0, 16)), Is.EqualTo("dc95c078a2408989ad48a21492842087"));
        Assert.That(ciphertext, Has.Length.EqualTo(32));
    }

    [Test]
    public void Encrypt_TextOfOpenSsl_IsItsCiphertext()
    {
        Assert.That(AesEcb.Encrypt("<root>退款</root>", Key), Is.EqualTo(OfOpenSsl));
    }

    [Test]
    public void Decrypt_CiphertextOfOpenSsl_IsDecrypted()
    {
        Assert.That(AesEcb.Decrypt(OfOpenSsl, Key), Is.EqualTo("<root>退款</root>"));
    }

    [Test]
    public void Decrypt_KeyMadeOfTheApiV2Key_IsDecrypted()
    {
        var key = Hash.Md5("192006250b4c09247ec02edce69f6a2d");

        Assert.That(AesEcb.Decrypt(AesEcb.Encrypt("x", key), key), Is.EqualTo("x"));
    }

    [TestCase("", TestName = "Decrypt_Empty_CannotBeDecrypted")]
    [TestCase("!!!", TestName = "Decrypt_NoBase64_CannotBeDecrypted")]
    [TestCase("S64/LO5EPihP81MXshX9VXk+9MudvXXRIo2xXYNw", TestName = "Decrypt_PartOfABlock_CannotBeDecrypted")]
    [TestCase("S64/LO5EPihP81MXshX9VQ==", TestName = "Decrypt_BlockWithoutPadding_CannotBeDecrypted")]
    public void Decrypt_NoCiphertext_CannotBeDecrypted(string ciphertext)
    {
        Assert.That(() => AesEcb.Decrypt(ciphertext, Key), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void Decrypt_AnotherKey_CannotBeDecryptedAndIsNotShown()
    {
        var error = Assert.Catch<WeChatPayDecryptionException>(() => AesEcb.Decrypt(OfOpenSsl, "0123456789abcdef0123456789abcdee"));

        Assert.That($"{error}", Does.Not.Contain("0123456789").And.Not.Contain(OfOpenSsl));
    }

    [TestCase("")]
    [TestCase("0123456789abcdef")]
    [TestCase("0123456789abcdef0123456789abcdef0")]
    public void KeyOfAnotherLength_EitherWay_NamesTheParameter(string key)
    {
        Assert.That(() => AesEcb.Encrypt("x", key), Throws.ArgumentException.With.Property("ParamName").EqualTo("key"));
        Assert.That(() => AesEcb.Decrypt(OfOpenSsl, key), Throws.ArgumentException.With.Property("ParamName").EqualTo("key"));
    }
}

using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

public class AesGcmTests
{
    private const string Key = "0123456789abcdefghijklmnopqrstuv";
    private const string Nonce = "abcdef123456";

    private static readonly string _zeroKey = new('\0', 32);
    private static readonly string _zeroNonce = new('\0', 12);

    // Test cases 13 and 14 of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST took over: all bytes zero.
    [TestCase(0, "530f8afbc74536b9a963b4f1c4cb738b")]
    [TestCase(16, "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")]
    public void Encrypt_PublishedVector_GivesItsCiphertextAndTag(int length, string expected)
    {
        var ciphertext = AesGcm.Encrypt(new string('\0', length), _zeroKey, _zeroNonce);

        Assert.That(Convert.ToHexStringLower(Convert.FromBase64String(ciphertext)), Is.EqualTo(expected));
    }

    [TestCase("530f8afbc74536b9a963b4f1c4cb738b", 0)]
    [TestCase("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919", 16)]
    public void Decrypt_PublishedVector_GivesItsPlaintext(string ciphertext, int length)
    {
        var plaintext = AesGcm.Decrypt(Convert.ToBase64String(Convert.FromHexString(ciphertext)), _zeroKey, _zeroNonce);

        Assert.That(plaintext, Is.EqualTo(new string('\0', length)));
    }

    [TestCase("", "")]
    [TestCase("中文 😀", "transaction")]
    [TestCase("{\"a\":1}", null)]
    public void Decrypt_WhatWasEncrypted_IsDecrypted(string plaintext, string? associatedData)
    {
        var ciphertext = AesGcm.Encrypt(plaintext, Key, Nonce, associatedData);

        Assert.That(AesGcm.Decrypt(ciphertext, Key, Nonce, associatedData), Is.EqualTo(plaintext));
    }

    [Test]
    public void Decrypt_AssociatedDataAbsent_IsTheSameAsEmpty()
    {
        Assert.That(AesGcm.Decrypt(AesGcm.Encrypt("x", Key, Nonce, null), Key, Nonce, ""), Is.EqualTo("x"));
    }

    [Test]
    public void Decrypt_CiphertextWithLineBreaks_IsDecrypted()
    {
        var ciphertext = AesGcm.Encrypt("hello", Key, Nonce).Insert(12, "\r\n");

        Assert.That(AesGcm.Decrypt(ciphertext, Key, Nonce), Is.EqualTo("hello"));
    }

    [TestCase("0123456789abcdefghijklmnopqrstuw", Nonce, "aad", TestName = "Decrypt_AnotherKey_CannotBeDecrypted")]
    [TestCase(Key, "abcdef123457", "aad", TestName = "Decrypt_AnotherNonce_CannotBeDecrypted")]
    [TestCase(Key, Nonce, "aae", TestName = "Decrypt_OtherAssociatedData_CannotBeDecrypted")]
    [TestCase(Key, Nonce, "", TestName = "Decrypt_AssociatedDataMissing_CannotBeDecrypted")]
    [TestCase(Key, "short", "aad", TestName = "Decrypt_NonceOfAnotherLength_CannotBeDecrypted")]
    public void Decrypt_OneInputAltered_CannotBeDecrypted(string key, string nonce, string associatedData)
    {
        var ciphertext = AesGcm.Encrypt("hello", Key, Nonce, "aad");

        Assert.That(() => AesGcm.Decrypt(ciphertext, key, nonce, associatedData), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [TestCase(0, TestName = "Decrypt_FirstByteAltered_CannotBeDecrypted")]
    [TestCase(20, TestName = "Decrypt_TagAltered_CannotBeDecrypted")]
    public void Decrypt_CiphertextAltered_CannotBeDecrypted(int index)
    {
        var ciphertext = Convert.FromBase64String(AesGcm.Encrypt("hello", Key, Nonce));
        ciphertext[index] ^= 1;

        Assert.That(
            () => AesGcm.Decrypt(Convert.ToBase64String(ciphertext), Key, Nonce), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [TestCase("", TestName = "Decrypt_Empty_CannotBeDecrypted")]
    [TestCase("!!!", TestName = "Decrypt_NoBase64_CannotBeDecrypted")]
    [TestCase("E_QSSJ4Wfaw9qH2_zkITotoGhmWW", TestName = "Decrypt_UrlSafeBase64_CannotBeDecrypted")]
    [TestCase("MTIzNDU2Nzg5MDEyMzQ1", TestName = "Decrypt_ShorterThanATag_CannotBeDecrypted")]
    public void Decrypt_NoCiphertext_CannotBeDecrypted(string ciphertext)
    {
        Assert.That(() => AesGcm.Decrypt(ciphertext, Key, Nonce), Throws.InstanceOf<WeChatPayDecryptionException>());
    }

    [Test]
    public void Decrypt_Failure_ShowsNeitherKeyNorCiphertext()
    {
        var ciphertext = AesGcm.Encrypt("hello", Key, Nonce);

        var error = Assert.Catch<WeChatPayDecryptionException>(() => AesGcm.Decrypt(ciphertext, Key, Nonce, "other"));

        Assert.That($"{error}", Does.Not.Contain(Key).And.Not.Contain(ciphertext).And.Not.Contain(Nonce));
    }

    [TestCase("")]
    [TestCase("0123456789abcdefghijklmnopqrstu")]
    [TestCase("0123456789abcdefghijklmnopqrstuv ")]
    [TestCase("0123456789abcdefghijklmnopqrstu中")]
    public void KeyOfAnotherLength_EitherWay_NamesTheParameterAndNotTheKey(string key)
    {
        Action[] bothWays = [() => AesGcm.Encrypt("x", key, Nonce), () => AesGcm.Decrypt("x", key, Nonce)];

        foreach (var call in bothWays)
        {
            Assert.That(call, Throws.ArgumentException
                .With.Property("ParamName").EqualTo("apiV3Key")
                .And.Message.Contain("must be 32 bytes long")
                .And.Message.Not.Contain("0123456789"));
        }
    }

    [TestCase("")]
    [TestCase("abcdef12345")]
    [TestCase("abcdef12345中")]
    public void Encrypt_NonceOfAnotherLength_IsRejected(string nonce)
    {
        Assert.That(
            () => AesGcm.Encrypt("x", Key, nonce),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("nonce").And.Message.Contain("12"));
    }
}

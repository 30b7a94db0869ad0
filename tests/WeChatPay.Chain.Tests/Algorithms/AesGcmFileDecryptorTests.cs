using System.Security.Cryptography;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Crypto;
using WeChatPay.Chain.Tests.Support;
using FrameworkGcm = System.Security.Cryptography.AesGcm;

namespace WeChatPay.Chain.Tests.Algorithms;

internal sealed class AesGcmFileDecryptorTests
{
    private const string Key = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
    private const string Plain =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
    private const string Sealed =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"
            + "b094dac5d93471bdec1a502270e3cc6c";

    // Test cases 13 to 15 of "The Galois/Counter Mode of Operation" (McGrew, Viega), which NIST took over: those of
    // AES-256 without associated data.
    [TestCase(
        "",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000",
        "530f8afbc74536b9a963b4f1c4cb738b",
        TestName = "Open_Case13_GivesItsPlaintext")]
    [TestCase(
        "00000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "000000000000000000000000",
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        TestName = "Open_Case14_GivesItsPlaintext")]
    [TestCase(Plain, Key, "cafebabefacedbaddecaf888", Sealed, TestName = "Open_Case15_GivesItsPlaintext")]
    public void Decrypt_PublishedVector(string plain, string key, string nonce, string sealedText) =>
        Assert.That(Open(Hex(key), Hex(nonce), Hex(sealedText)), Is.EqualTo(Hex(plain)));

    // Test cases 16 to 18: with associated data, the last two with nonces of 8 and of 60 bytes.
    [TestCase(
        "cafebabefacedbaddecaf888",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276"
            + "fc6ece0f4e1768cddf8853bb2d551b")]
    [TestCase(
        "cafebabefacedbad",
        "c3762df1ca787d32ae47c13bf19844cbaf1ae14d0b976afac52ff7d79bba9de0feb582d33934a4f0954cc2363bc73f7862ac430e64abe499f47c9b1f3a"
            + "337dbf46a792c45e454913fe2ea8f2")]
    [TestCase(
        "9313225df88406e555909c5aff5269aa6a7a9538534f7da1e4c303d2a318a728c3c0c95156809539fcf0e2429a6b525416aedbf5a0de6a57a637b39b",
        "5a8def2f0c9e53f1f75d7853659e2a20eeb2b22aafde6419a058ab4f6f746bf40fc0c3b780f244452da3ebf1c5d82cdea2418997200ef82e44ae7e3fa4"
            + "4a8266ee1c8eb0c8b5d4cf5ae9f19a")]
    public void Reference_PublishedVectorWithAssociatedData_IsSealedAsPublished(string nonce, string sealedText)
    {
        var result = ReferenceGcm.Seal(Hex(Key), Hex(nonce), Hex(Plain)[..60], Hex("feedfacedeadbeeffeedfacedeadbeefabaddad2"));

        Assert.That(Convert.ToHexStringLower(result), Is.EqualTo(sealedText));
    }

    [Test]
    public void Decrypt_WhatTheFrameworkSealed_IsTheSame([Random(0, 300_000, 25)] int length, [Values(16, 24, 32)] int keyLength)
    {
        var (key, nonce, plain) =
            (RandomNumberGenerator.GetBytes(keyLength), RandomNumberGenerator.GetBytes(12), RandomNumberGenerator.GetBytes(length));

        Assert.That(Open(key, nonce, FrameworkSealed(key, nonce, plain)), Is.EqualTo(plain));
    }

    [Test]
    public void Decrypt_ShortTexts_AreTheSame([Range(0, 66)] int length)
    {
        var (key, nonce, plain) =
            (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(12), RandomNumberGenerator.GetBytes(length));

        Assert.That(Open(key, nonce, FrameworkSealed(key, nonce, plain)), Is.EqualTo(plain));
        Assert.That(ReferenceGcm.Seal(key, nonce, plain), Is.EqualTo(FrameworkSealed(key, nonce, plain)));
    }

    // With most of these the counter of the first block is any number, so that it wraps around within the text for some.
    [Test]
    public void Decrypt_NoncesOfEachLength_AreThoseOfTheReference([Range(1, 40)] int nonceLength)
    {
        var (key, nonce, plain) =
            (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(nonceLength), RandomNumberGenerator.GetBytes(500));

        Assert.That(Open(key, nonce, ReferenceGcm.Seal(key, nonce, plain)), Is.EqualTo(plain));
    }

    [Test]
    public void Decrypt_ACounterThatWrapsAround_GivesThePlaintext()
    {
        var key = Hex(Key);
        using var aes = Aes.Create();
        aes.Key = key;
        byte[] before = [.. new byte[12], 0xFF, 0xFF, 0xFF, 0xFE];
        byte[] blocks = [.. new byte[12], 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[16], .. new byte[15], 1];
        var keystream = aes.EncryptEcb(blocks, PaddingMode.None);
        using var stream = new CtrStream(new MemoryStream(keystream), keystream.Length, aes, before);

        Assert.That(ReadAll(stream, 48), Is.EqualTo(new byte[48]));
    }

    [TestCase("Tag")]
    [TestCase("FirstByte")]
    [TestCase("LastByte")]
    [TestCase("Cut")]
    [TestCase("CutTag")]
    [TestCase("CutByABlock")]
    [TestCase("Longer")]
    [TestCase("Swapped")]
    [TestCase("Empty")]
    public void VerifyTag_ATamperedTwin_IsFalse(string what)
    {
        foreach (var nonceLength in new[] { 12, 16, 32 })
        {
            var (key, nonce) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(nonceLength));
            var whole = ReferenceGcm.Seal(key, nonce, RandomNumberGenerator.GetBytes(100));
            byte[] tampered = what switch
            {
                "Tag" => Altered(whole, whole.Length - 1),
                "FirstByte" => Altered(whole, 0),
                "LastByte" => Altered(whole, 99),
                "Cut" => [.. whole[..99], .. whole[100..]],
                "CutTag" => whole[..^1],
                "CutByABlock" => whole[16..],
                "Longer" => [.. whole[..100], 0, .. whole[100..]],
                "Swapped" => [.. whole[16..32], .. whole[..16], .. whole[32..]],
                _ => whole[100..],
            };

            Assert.That(Open(key, nonce, whole), Is.Not.Null);
            Assert.That(Open(key, nonce, tampered), Is.Null);
        }
    }

    [Test]
    public void VerifyTag_AnotherKeyOrNonce_IsFalse([Values(12, 16, 32)] int nonceLength)
    {
        var (key, nonce) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(nonceLength));
        var whole = ReferenceGcm.Seal(key, nonce, RandomNumberGenerator.GetBytes(100));

        Assert.That(Open(Altered(key, 31), nonce, whole), Is.Null);
        Assert.That(Open(key, Altered(nonce, 0), whole), Is.Null);
        Assert.That(Open(key, Altered(nonce, nonceLength - 1), whole), Is.Null);
        Assert.That(Open(key, [.. nonce, 0], whole), Is.Null);
        Assert.That(Open(key, nonce[..^1], whole), Is.Null);
    }

    [TestCase(0)]
    [TestCase(15)]
    [TestCase(17)]
    public void VerifyTag_ATagOfAnotherLength_IsFalse(int length)
    {
        using var opening = new AesGcmFileDecryptor(Hex(Key), Hex("cafebabefacedbaddecaf888"));
        opening.Append(Hex(Sealed).AsSpan(0, 64));

        Assert.That(opening.VerifyTag([.. Hex(Sealed)[64..].Concat(new byte[1]).Take(length)]), Is.False);
    }

    // NIST SP 800-38D, 5.2.1.1: 2^39 - 256 bits.
    [Test]
    public void MaxBytes_OfOneNonce_AreThoseOfTheStandard() => Assert.That(AesGcmFileDecryptor.MaxBytes, Is.EqualTo(68_719_476_704));

    [Test]
    public void Constructor_NoNonce_IsRejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AesGcmFileDecryptor(new byte[32], []));

    [Test]
    public async Task Decrypt_ReadInPiecesOfAnySize_IsTheSame([Values] Way way)
    {
        var (key, nonce, plain) =
            (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(12), RandomNumberGenerator.GetBytes(200_000));
        using var opening = new AesGcmFileDecryptor(key, nonce);
        using var ciphertext = new MemoryStream(FrameworkSealed(key, nonce, plain));
        using var stream = opening.Decrypt(ciphertext, plain.Length);
        var buffer = new byte[70_000];
        var result = new List<byte>();
        int read;
        do
        {
            var size = Random.Shared.Next(1, buffer.Length);
            read = way == Way.Async ? await stream.ReadAsync(buffer.AsMemory(0, size)) : stream.Read(buffer, 0, size);
            result.AddRange(buffer.AsSpan(0, read));
        }
        while (read > 0);

        Assert.That(result, Is.EqualTo(plain));
    }

    /// <returns>Null when it does not verify.</returns>
    private static byte[]? Open(byte[] key, byte[] nonce, byte[] sealedBytes)
    {
        using var opening = new AesGcmFileDecryptor(key, nonce);
        var length = Math.Max(0, sealedBytes.Length - AesGcmFileDecryptor.TagBytes);
        for (var start = 0; start < length;)
        {
            var count = Math.Min(Random.Shared.Next(1, 1 + Math.Max(40, length / 5)), length - start);
            opening.Append(sealedBytes.AsSpan(start, count));
            start += count;
        }
        if (!opening.VerifyTag(sealedBytes.AsSpan(length)))
        {
            return null;
        }
        using var stream = opening.Decrypt(new MemoryStream(sealedBytes), length);
        return ReadAll(stream, length);
    }

    private static byte[] ReadAll(Stream stream, int length)
    {
        var bytes = new byte[length + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static byte[] FrameworkSealed(byte[] key, byte[] nonce, byte[] plain)
    {
        var sealedBytes = new byte[plain.Length + AesGcmFileDecryptor.TagBytes];
        using var gcm = new FrameworkGcm(key, AesGcmFileDecryptor.TagBytes);
        gcm.Encrypt(nonce, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
        return sealedBytes;
    }

    private static byte[] Altered(byte[] bytes, int index)
    {
        var copy = bytes.ToArray();
        copy[index] ^= 1;
        return copy;
    }

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);
}

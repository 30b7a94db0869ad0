using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>AES-GCM bit by bit as NIST SP 800-38D writes it down, for nonces that the framework does not take. Slow.</summary>
internal static class ReferenceGcm
{
    private static readonly BigInteger _reduction = new BigInteger(0xE1) << 120;

    /// <returns>The ciphertext with the tag behind it.</returns>
    public static byte[] Seal(byte[] key, byte[] nonce, byte[] plain, byte[]? associatedData = null)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var hashKey = Number(aes.EncryptEcb(new byte[16], PaddingMode.None));
        byte[] first = nonce.Length == 12 ? [.. nonce, 0, 0, 0, 1] : Bytes(Hash(hashKey, [.. Padded(nonce), .. Lengths(0, nonce.Length)]));
        var counter = first.ToArray();
        var ciphertext = plain.ToArray();
        for (var i = 0; i < plain.Length; i++)
        {
            if (i % 16 == 0)
            {
                BinaryPrimitives.WriteUInt32BigEndian(
                    counter.AsSpan(12), unchecked(BinaryPrimitives.ReadUInt32BigEndian(counter.AsSpan(12)) + 1));
            }
            ciphertext[i] ^= aes.EncryptEcb(counter, PaddingMode.None)[i % 16];
        }
        associatedData ??= [];
        var hash = Hash(hashKey, [.. Padded(associatedData), .. Padded(ciphertext), .. Lengths(associatedData.Length, ciphertext.Length)]);
        return [.. ciphertext, .. Bytes(hash ^ Number(aes.EncryptEcb(first, PaddingMode.None)))];
    }

    private static BigInteger Hash(BigInteger key, byte[] blocks) =>
        blocks.Chunk(16).Aggregate(BigInteger.Zero, (state, block) => Times(state ^ Number(block), key));

    private static BigInteger Times(BigInteger x, BigInteger y)
    {
        var product = BigInteger.Zero;
        for (var bit = 127; bit >= 0; bit--)
        {
            product ^= ((x >> bit) & 1) == 1 ? y : 0;
            y = (y >> 1) ^ ((y & 1) == 1 ? _reduction : 0);
        }
        return product;
    }

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[(16 - bytes.Length % 16) % 16]];

    private static byte[] Lengths(int first, int second)
    {
        var block = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(block, first * 8L);
        BinaryPrimitives.WriteInt64BigEndian(block.AsSpan(8), second * 8L);
        return block;
    }

    private static BigInteger Number(byte[] block) => new(block, isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[16 - bytes.Length], .. bytes];
    }
}

using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Algorithms;

/// <summary>
/// Decrypts AES-GCM (NIST SP 800-38D) without associated data, incrementally. The framework's class supports only whole buffers and nonces
/// of 12 bytes.
/// </summary>
internal sealed class AesGcmFileDecryptor : FileDecryptor
{
    public const int TagBytes = 16;

    /// <summary>The maximum length of a ciphertext: the counter has 32 bits, and two of its values are reserved.</summary>
    public const long MaxBytes = ((1L << 32) - 2) * GHash.BlockBytes;

    private const int UsualNonceBytes = 12;

    private readonly Aes _aes;
    private readonly GHash _hash;
    private readonly byte[] _firstCounter = new byte[GHash.BlockBytes];
    private long _length;

    /// <param name="key">The key, of 16, 24 or 32 bytes.</param>
    /// <param name="nonce">The nonce, of any length except zero.</param>
    public AesGcmFileDecryptor(byte[] key, ReadOnlySpan<byte> nonce)
    {
        ArgumentOutOfRangeException.ThrowIfZero(nonce.Length);
        _aes = Aes.Create();
        _aes.Key = key;
        var hashKey = Encrypt(new byte[GHash.BlockBytes]);
        _hash = new GHash(hashKey);
        if (nonce.Length == UsualNonceBytes)
        {
            nonce.CopyTo(_firstCounter);
            _firstCounter[^1] = 1;
        }
        else
        {
            var hash = new GHash(hashKey);
            hash.Append(nonce);
            hash.Pad();
            hash.AppendLengths(0, (ulong)nonce.Length * 8);
            hash.Write(_firstCounter);
        }
    }

    public override int TagLength => TagBytes;

    public override void Append(ReadOnlySpan<byte> ciphertext)
    {
        _length += ciphertext.Length;
        if (_length > MaxBytes)
        {
            throw new WeChatPayDecryptionException(
                $"The ciphertext is longer than {MaxBytes} bytes, the maximum that AES-GCM encrypts with one nonce.");
        }
        _hash.Append(ciphertext);
    }

    public override bool VerifyTag(ReadOnlySpan<byte> tag)
    {
        _hash.Pad();
        _hash.AppendLengths(0, (ulong)_length * 8);
        Span<byte> expected = stackalloc byte[TagBytes];
        _hash.Write(expected);
        var mask = Encrypt(_firstCounter);
        for (var i = 0; i < TagBytes; i++)
        {
            expected[i] ^= mask[i];
        }
        return CryptographicOperations.FixedTimeEquals(expected, tag);
    }

    public override Stream Decrypt(Stream ciphertext, long length) => new CtrStream(ciphertext, length, _aes, _firstCounter);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _aes.Dispose();
        }
        base.Dispose(disposing);
    }

    private byte[] Encrypt(byte[] block) => _aes.EncryptEcb(block, PaddingMode.None);
}

using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>Receives an encrypted bill, and decrypts it when it is complete and authentic.</summary>
/// <remarks>The file is the ciphertext of AES-256-GCM followed by the tag, without associated data. Each file has its own key.</remarks>
internal sealed class SealedBill : ReadingSink, IDisposable
{
    private const int ChunkBytes = 64 * 1024;
    private const int KeyBytes = 32;
    private const int Sm4KeyBytes = 16;

    private readonly BillTicket _ticket;
    private readonly byte[] _key;
    private readonly byte[] _nonce;
    private readonly FileStream _file;
    private GcmDecryptor? _opening;
    private byte[] _tag = [];
    private long _maxBytes;

    /// <param name="ticket">The ticket of an encrypted file.</param>
    /// <param name="key">The decrypted key of the file. It is cleared on disposal.</param>
    /// <exception cref="WeChatPayDecryptionException">The key is not an AES-256 key.</exception>
    public SealedBill(BillTicket ticket, byte[] key)
    {
        _ticket = ticket;
        _key = key.Length switch
        {
            KeyBytes => key,
            Sm4KeyBytes => throw ticket.DecryptionFailure(
                "has a key of 16 bytes, as for SM4_GCM, which requires the package WeChatPay.Chain.ShangMi. "
                    + "Request AEAD_AES_256_GCM instead."),
            _ => throw ticket.DecryptionFailure($"has a key of {key.Length} bytes; AEAD_AES_256_GCM requires {KeyBytes}."),
        };
        _nonce = Encoding.UTF8.GetBytes(ticket.Nonce);
        _file = TemporaryFile.Create();
    }

    public override async ValueTask ReceiveAsync(Stream body, bool isGzip, long maxBytes, bool isAsync, CancellationToken cancellationToken)
    {
        var opening = Begin(maxBytes);
        var buffer = new byte[ChunkBytes];
        var held = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(held), isAsync, cancellationToken).ConfigureAwait(false)) > 0)
        {
            var ready = ReadyOf(held += read);
            opening.Append(buffer.AsSpan(0, ready));
            await _file.WriteAsync(buffer.AsMemory(0, ready), isAsync, cancellationToken).ConfigureAwait(false);
            held = Keep(buffer, ready, held);
        }
        _tag = buffer[..held];
    }

    /// <summary>Writes the decrypted bill.</summary>
    /// <exception cref="WeChatPayDecryptionException">The file is not authentic, and nothing was decrypted.</exception>
    /// <exception cref="InvalidDataException">The gzip data in the bill is damaged.</exception>
    public async ValueTask OpenAsync(BillWriter writer, bool isAsync, CancellationToken cancellationToken)
    {
        RequireAuthentic();
        using var plain = Plain();
        await writer.ReceiveAsync(plain, IsGzip(), _maxBytes, isAsync, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        _opening?.Dispose();
        _file.Dispose();
    }

    // A retry starts again with another body.
    private GcmDecryptor Begin(long maxBytes)
    {
        _maxBytes = maxBytes;
        _file.SetLength(0);
        _opening?.Dispose();
        return _opening = new GcmDecryptor(_key, _nonce);
    }

    // Bytes that may be the tag are held back until more arrive.
    private static int ReadyOf(int held) => Math.Max(0, held - GcmDecryptor.TagBytes);

    private static int Keep(byte[] buffer, int ready, int held)
    {
        buffer.AsSpan(ready, held - ready).CopyTo(buffer);
        return held - ready;
    }

    private void RequireAuthentic()
    {
        if (!_opening!.VerifyTag(_tag))
        {
            throw _ticket.DecryptionFailure("cannot be decrypted: it was altered or truncated in transit. Request it again.");
        }
    }

    private Stream Plain()
    {
        _file.Position = 0;
        return _opening!.Decrypt(_file, _file.Length);
    }

    private bool IsGzip()
    {
        var start = new byte[Gzip.MagicBytes];
        using var plain = Plain();
        var count = plain.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        _file.Position = 0;
        return Gzip.Begins(start.AsSpan(0, count));
    }
}

using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>Receives an encrypted bill, and decrypts it when it is complete and authentic.</summary>
/// <remarks>The file is the ciphertext followed by the authentication tag, without associated data. Each file has its own key.</remarks>
internal sealed class EncryptedBill : ReadingSink, IDisposable
{
    private const int ChunkBytes = 64 * 1024;

    private readonly BillTicket _ticket;
    private readonly byte[] _key;
    private readonly FileStream _file;
    private FileDecryptor? _decryptor;
    private byte[] _tag = [];
    private long _maxBytes;

    /// <param name="ticket">The ticket of an encrypted file.</param>
    /// <param name="key">The decrypted key of the file. It is cleared on disposal.</param>
    /// <exception cref="WeChatPayDecryptionException">No algorithm of the client has keys of this length.</exception>
    public EncryptedBill(BillTicket ticket, byte[] key)
    {
        _ticket = ticket;
        _key = key;
        // Rejects an unsupported key before the file is downloaded.
        ticket.CreateDecryptor(key).Dispose();
        _file = TemporaryFile.Create();
    }

    public override async ValueTask ReceiveAsync(Stream body, bool isGzip, long maxBytes, bool isAsync, CancellationToken cancellationToken)
    {
        var decryptor = Begin(maxBytes);
        var buffer = new byte[ChunkBytes];
        var held = 0;
        int read;
        while ((read = await body.ReadAsync(buffer.AsMemory(held), isAsync, cancellationToken).ConfigureAwait(false)) > 0)
        {
            held += read;
            // Bytes that may be the tag are held back until more arrive.
            var ready = Math.Max(0, held - decryptor.TagLength);
            decryptor.Append(buffer.AsSpan(0, ready));
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
        var isGzip = IsGzip();
        using var plain = Plain();
        await writer.ReceiveAsync(plain, isGzip, _maxBytes, isAsync, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        _decryptor?.Dispose();
        _file.Dispose();
    }

    // A retry starts again with another body.
    private FileDecryptor Begin(long maxBytes)
    {
        _maxBytes = maxBytes;
        _file.SetLength(0);
        _decryptor?.Dispose();
        return _decryptor = _ticket.CreateDecryptor(_key);
    }

    private static int Keep(byte[] buffer, int ready, int held)
    {
        buffer.AsSpan(ready, held - ready).CopyTo(buffer);
        return held - ready;
    }

    private void RequireAuthentic()
    {
        if (!_decryptor!.VerifyTag(_tag))
        {
            throw _ticket.DecryptionFailure("cannot be decrypted: it was altered or truncated in transit. Request it again.");
        }
    }

    private Stream Plain()
    {
        _file.Position = 0;
        return _decryptor!.Decrypt(_file, _file.Length);
    }

    private bool IsGzip()
    {
        var start = new byte[Gzip.MagicBytes];
        using var plain = Plain();
        var count = plain.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return Gzip.Begins(start.AsSpan(0, count));
    }
}

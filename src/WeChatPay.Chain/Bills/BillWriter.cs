using System.Security.Cryptography;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>Decompresses a bill, writes it to a stream, and computes its digest.</summary>
/// <param name="target">The bill is appended to it.</param>
/// <param name="digest">Computes the digest; <see langword="null"/> for none. The caller disposes it.</param>
/// <param name="progress">Reports the number of bytes in the target; <see langword="null"/> reports nothing.</param>
internal sealed class BillWriter(Stream target, HashAlgorithm? digest, IProgress<long>? progress) : ReadingSink
{
    private const int ChunkBytes = 64 * 1024;

    private readonly long _start = target.Length;

    /// <summary>Gets the digest of the plain file; empty until the file is complete, and if none is computed.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <exception cref="InvalidDataException">The gzip is damaged or cut off.</exception>
    public override async ValueTask ReceiveAsync(Stream body, bool isGzip, long maxBytes, bool isAsync, CancellationToken cancellationToken)
    {
        StartOver();
        using var unpacked = isGzip ? new StrictGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await (unpacked ?? body).ReadAsync(chunk, isAsync, cancellationToken).ConfigureAwait(false)) > 0)
        {
            DownloadLimit.Check(target.Position + read, maxBytes);
            digest?.TransformBlock(chunk, 0, read, null, 0);
            await target.WriteAsync(chunk.AsMemory(0, read), isAsync, cancellationToken).ConfigureAwait(false);
            progress?.Report(target.Position);
        }
        Digest = Finish();
    }

    private byte[] Finish()
    {
        _ = digest?.TransformFinalBlock([], 0, 0);
        return digest?.Hash ?? [];
    }

    private void StartOver()
    {
        digest?.Initialize();
        target.SetLength(_start);
        target.Position = _start;
    }
}

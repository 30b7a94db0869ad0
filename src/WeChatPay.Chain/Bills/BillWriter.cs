using System.Security.Cryptography;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>Decompresses a bill, writes it to a stream, and computes its digest.</summary>
/// <param name="target">The stream, to which the bill is appended.</param>
/// <param name="digest">The hash algorithm, which the caller disposes, or null for no digest.</param>
/// <param name="progress">Reports the number of bytes in the target so far. May be null.</param>
internal sealed class BillWriter(Stream target, HashAlgorithm? digest, IProgress<long>? progress) : IBodySink
{
    private const int ChunkBytes = 64 * 1024;

    private readonly long _start = target.Length;

    /// <summary>The digest of the decompressed file; empty until it is complete, and if none is computed.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <exception cref="InvalidDataException">The gzip data is damaged or cut off.</exception>
    public async Task ReceiveAsync(Stream body, bool isGzip, long most, CancellationToken cancellationToken)
    {
        StartOver();
        using var unpacked = isGzip ? new StrictGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await (unpacked ?? body).ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            DownloadLimit.Check(target.Position + read, most);
            digest?.TransformBlock(chunk, 0, read, null, 0);
            await target.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(target.Position);
        }
        Digest = Finish();
    }

    /// <inheritdoc cref="ReceiveAsync"/>
    public void Receive(Stream body, bool isGzip, long most)
    {
        StartOver();
        using var unpacked = isGzip ? new StrictGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = (unpacked ?? body).Read(chunk)) > 0)
        {
            DownloadLimit.Check(target.Position + read, most);
            digest?.TransformBlock(chunk, 0, read, null, 0);
            target.Write(chunk, 0, read);
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

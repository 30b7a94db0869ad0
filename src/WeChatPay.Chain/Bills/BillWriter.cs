using System.Security.Cryptography;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;

namespace WeChatPay.Chain.Bills;

/// <summary>Writes a bill as the plain file it is, gzipped or not on the way, and computes its digest meanwhile.</summary>
/// <param name="target">The bill is written behind what is in it.</param>
/// <param name="digest">Computes the digest; null for no digest. The caller disposes it.</param>
/// <param name="progress">Gets how many bytes are in the target so far; null for nobody.</param>
internal sealed class BillWriter(Stream target, HashAlgorithm? digest, IProgress<long>? progress) : IBodySink
{
    private const int ChunkBytes = 64 * 1024;

    private readonly long _start = target.Length;

    /// <summary>Of the plain file; empty before there is one, and where none is computed.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <exception cref="InvalidDataException">The gzip is damaged or ends too early.</exception>
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

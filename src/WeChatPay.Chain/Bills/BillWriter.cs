using System.Security.Cryptography;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Bills;

/// <summary>Writes a bill as the plain CSV it is, gzipped or not on the way, and computes its digest meanwhile.</summary>
/// <param name="target">Emptied before a bill is written to it.</param>
/// <param name="progress">Gets how many bytes are written so far; null for nobody.</param>
internal sealed class BillWriter(Stream target, IProgress<long>? progress) : IBodySink
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>Of the plain CSV; empty before there is one.</summary>
    public byte[] Sha1 { get; private set; } = [];

    /// <exception cref="InvalidDataException">The gzip is damaged or ends too early.</exception>
    public async Task ReceiveAsync(Stream body, bool isGzip, long most, CancellationToken cancellationToken)
    {
        target.SetLength(0);
        using var digest = StartDigest();
        using var unpacked = isGzip ? new WholeGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await (unpacked ?? body).ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            DownloadLimit.Check(target.Position + read, most);
            digest.AppendData(chunk, 0, read);
            await target.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(target.Position);
        }
        Sha1 = digest.GetHashAndReset();
    }

    /// <inheritdoc cref="ReceiveAsync"/>
    public void Receive(Stream body, bool isGzip, long most)
    {
        target.SetLength(0);
        using var digest = StartDigest();
        using var unpacked = isGzip ? new WholeGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = (unpacked ?? body).Read(chunk)) > 0)
        {
            DownloadLimit.Check(target.Position + read, most);
            digest.AppendData(chunk, 0, read);
            target.Write(chunk, 0, read);
            progress?.Report(target.Position);
        }
        Sha1 = digest.GetHashAndReset();
    }

#pragma warning disable CA5350 // The platform's choice of digest; the signature of the answer that names it is what authenticates.
    private static IncrementalHash StartDigest() => IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
}

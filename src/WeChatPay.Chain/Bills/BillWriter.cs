using System.Security.Cryptography;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Bills;

/// <summary>Writes a bill as the plain file it is, gzipped or not on the way, and computes its digest meanwhile.</summary>
/// <param name="target">The bill is written behind what is in it.</param>
/// <param name="hashType">What the digest is computed with; null for no digest.</param>
/// <param name="progress">Gets how many bytes are in the target so far; null for nobody.</param>
internal sealed class BillWriter(Stream target, HashAlgorithmName? hashType, IProgress<long>? progress) : IBodySink
{
    private const int ChunkBytes = 64 * 1024;

    private readonly long _start = target.Length;

    /// <summary>Of the plain file; empty before there is one, and where none is computed.</summary>
    public byte[] Digest { get; private set; } = [];

    /// <exception cref="InvalidDataException">The gzip is damaged or ends too early.</exception>
    public async Task ReceiveAsync(Stream body, bool isGzip, long most, CancellationToken cancellationToken)
    {
        StartOver();
        using var digest = hashType is { } algorithm ? IncrementalHash.CreateHash(algorithm) : null;
        using var unpacked = isGzip ? new WholeGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = await (unpacked ?? body).ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            DownloadLimit.Check(target.Position + read, most);
            digest?.AppendData(chunk, 0, read);
            await target.WriteAsync(chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress?.Report(target.Position);
        }
        Digest = digest?.GetHashAndReset() ?? [];
    }

    /// <inheritdoc cref="ReceiveAsync"/>
    public void Receive(Stream body, bool isGzip, long most)
    {
        StartOver();
        using var digest = hashType is { } algorithm ? IncrementalHash.CreateHash(algorithm) : null;
        using var unpacked = isGzip ? new WholeGzipStream(body, leaveOpen: true) : null;
        var chunk = new byte[ChunkBytes];
        int read;
        while ((read = (unpacked ?? body).Read(chunk)) > 0)
        {
            DownloadLimit.Check(target.Position + read, most);
            digest?.AppendData(chunk, 0, read);
            target.Write(chunk, 0, read);
            progress?.Report(target.Position);
        }
        Digest = digest?.GetHashAndReset() ?? [];
    }

    private void StartOver()
    {
        target.SetLength(_start);
        target.Position = _start;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Media;

/// <summary>The multipart body of an upload: the meta data, followed by the file, which is streamed.</summary>
internal sealed class MediaContent : HttpContent, ISignedBytes
{
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private readonly long _fileLength;
    private readonly Func<Stream> _open;

    public MediaContent(byte[] meta, string fileName, long fileLength, Func<Stream> open)
    {
        SignedBytes = meta;
        _fileLength = fileLength;
        _open = open;
        var boundary = Guid.NewGuid().ToString("N");
        _head =
        [
            .. Encoding.ASCII.GetBytes(
                $"--{boundary}\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n"),
            .. meta,
            .. Encoding.UTF8.GetBytes(
                $"\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Quote(fileName)}\"\r\nContent-Type: "
                    + $"{MediaTypes.FromFileName(fileName)}\r\n\r\n"),
        ];
        _tail = Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n");
        Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
    }

    public byte[] SignedBytes { get; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_head, cancellationToken).ConfigureAwait(false);
        var file = _open();
        await using (file.ConfigureAwait(false))
        {
            await file.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        await stream.WriteAsync(_tail, cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        stream.Write(_head);
        using (var file = _open())
        {
            file.CopyTo(stream);
        }
        stream.Write(_tail);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + _fileLength + _tail.Length;
        return true;
    }

    // As browsers do: quotation marks and line breaks are percent-encoded, everything else is UTF-8.
    private static string Quote(string fileName) => fileName
        .Replace("\"", "%22", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}

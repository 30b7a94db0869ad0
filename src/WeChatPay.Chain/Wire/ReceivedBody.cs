using System.Net;

namespace WeChatPay.Chain.Wire;

/// <summary>An answer's body that was read once, and verified where the platform signs it.</summary>
internal sealed class ReceivedBody(byte[] bytes) : HttpContent
{
    public byte[] Bytes => bytes;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes, 0, bytes.Length);

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}

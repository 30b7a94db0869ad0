using System.Net;

namespace WeChatPay.Chain.Responses;

/// <summary>A response's body that was read once, and verified where the platform signs it.</summary>
/// <param name="bytes">Empty when the body went into a sink.</param>
/// <param name="isVerified">Whether a signature covers it.</param>
internal sealed class ReceivedBody(byte[] bytes, bool isVerified) : HttpContent
{
    public byte[] Bytes => bytes;

    public bool IsVerified => isVerified;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes, 0, bytes.Length);

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}

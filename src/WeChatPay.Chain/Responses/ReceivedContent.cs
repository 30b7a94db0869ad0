using System.Net;

namespace WeChatPay.Chain.Responses;

/// <summary>The body of a response that was read and, if the platform signs it, verified.</summary>
/// <param name="bytes">The body; empty if it went into a sink.</param>
/// <param name="isVerified">Whether a verified signature covers it.</param>
internal sealed class ReceivedContent(byte[] bytes, bool isVerified) : HttpContent
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

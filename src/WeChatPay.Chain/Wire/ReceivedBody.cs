using System.Net;

namespace WeChatPay.Chain.Wire;

/// <summary>An answer's body that was read once, and verified where the platform signs it.</summary>
internal sealed class ReceivedBody : HttpContent
{
    public ReceivedBody(byte[] bytes, HttpContent received)
    {
        Bytes = bytes;
        foreach (var (name, values) in received.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    public byte[] Bytes { get; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(Bytes, 0, Bytes.Length);

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }
}

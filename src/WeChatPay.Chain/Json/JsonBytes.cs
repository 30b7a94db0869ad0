using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatPay.Chain.Json;

/// <summary>Writes compact UTF-8 JSON with as few escapes as possible.</summary>
internal static class JsonBytes
{
    /// <summary>The encoder, which escapes neither markup nor non-ASCII characters.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder }))
        {
            write(writer);
        }
        return buffer.WrittenSpan.ToArray();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatPay.Chain.Json;

/// <summary>Collects the JSON that a writer writes: compact UTF-8 in which only what JSON demands is escaped.</summary>
internal static class JsonBytes
{
    /// <summary>Escapes neither markup nor what lies outside ASCII.</summary>
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

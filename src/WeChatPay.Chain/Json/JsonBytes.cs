using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WeChatPay.Chain.Json;

/// <summary>Writes compact UTF-8 JSON with as few escapes as possible.</summary>
internal static class JsonBytes
{
    private const int MaxCachedBytes = 64 * 1024;

    // A writer and its buffer for each thread. They are removed while in use, because a converter of the caller may write JSON here too.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _cached;

    /// <summary>The encoder, which escapes neither markup nor non-ASCII characters.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Collects what <paramref name="write"/> writes.</summary>
    /// <param name="state">Passed to <paramref name="write"/>.</param>
    /// <param name="write">Must not keep the writer.</param>
    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var (buffer, writer) = _cached ?? Create();
        // After an exception they are not used again.
        _cached = null;
        write(writer, state);
        writer.Flush();
        var json = buffer.WrittenSpan.ToArray();
        // Overwrites the content, which may be personal.
        buffer.Clear();
        writer.Reset();
        _cached = buffer.Capacity <= MaxCachedBytes ? (buffer, writer) : null;
        return json;
    }

    /// <inheritdoc cref="Write{TState}"/>
    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, static (writer, write) => write(writer));

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Create()
    {
        var buffer = new ArrayBufferWriter<byte>();
        return (buffer, new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder }));
    }
}

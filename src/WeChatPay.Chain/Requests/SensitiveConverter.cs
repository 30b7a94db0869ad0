using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes sensitive values encrypted for the request that is being written, and refuses to write them anywhere else.</summary>
internal sealed class SensitiveConverter : JsonConverter<Sensitive>
{
    // A request is written by one thread from beginning to end, and the serializer hands no state of a request's to a converter.
    private static readonly ThreadLocal<SensitiveFields?> _fields = new();

    /// <summary>Writes a part of a request.</summary>
    /// <param name="fields">Encrypts what is sensitive; null where nothing may be.</param>
    /// <param name="write">Writes it.</param>
    public static byte[] Write(SensitiveFields? fields, Func<byte[]> write)
    {
        var outer = _fields.Value;
        _fields.Value = fields;
        try
        {
            return write();
        }
        finally
        {
            _fields.Value = outer;
        }
    }

    public override Sensitive Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A Sensitive is made with Sensitive.Of, not read.");

    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options) => writer.WriteStringValue((_fields.Value ?? throw new NotSupportedException(
        "Only a call can write a Sensitive, because it encrypts it. Pass it inside the option 'json' as an object, a dictionary or a list.")).Encrypt(value));
}

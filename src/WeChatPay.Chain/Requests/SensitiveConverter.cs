using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes sensitive values encrypted for the request that is being written.</summary>
#pragma warning disable CA1001 // Lives as long as the process, as the serialiser's options do.
internal sealed class SensitiveConverter : JsonConverter<Sensitive>
#pragma warning restore CA1001
{
    // A request is written by one thread from beginning to end, and the serialiser hands no state of a request's to a converter.
    private readonly ThreadLocal<SensitiveFields?> _fields = new();

    /// <summary>Writes a value as a part of a request.</summary>
    public byte[] Write(object value, SensitiveFields? fields, JsonSerializerOptions options)
    {
        var outer = _fields.Value;
        _fields.Value = fields;
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), options);
        }
        finally
        {
            _fields.Value = outer;
        }
    }

    public override Sensitive Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options) =>
        writer.WriteStringValue((_fields.Value ?? throw new NotSupportedException("No request is there to encrypt a Sensitive for.")).Encrypt(value));
}

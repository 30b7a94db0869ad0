using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes sensitive values encrypted for the request that a JSON writer belongs to.</summary>
/// <remarks>
/// The serializer caches its metadata per set of converters, so one converter serves all requests. What differs from request to request
/// is tied to the writer, which belongs to one request at a time.
/// </remarks>
internal sealed class SensitiveConverter : JsonConverter<Sensitive>
{
    private readonly ConditionalWeakTable<Utf8JsonWriter, SensitiveFields> _requests = [];

    /// <summary>
    /// Lets <paramref name="fields"/> encrypt what is sensitive in the JSON of <paramref name="writer"/>, until disposed.
    /// </summary>
    public Attachment Attach(Utf8JsonWriter writer, SensitiveFields fields)
    {
        _requests.Add(writer, fields);
        return new Attachment(_requests, writer);
    }

    public override Sensitive Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A Sensitive is created with Sensitive.From and cannot be read from JSON.");

    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options)
    {
        if (!_requests.TryGetValue(writer, out var fields))
        {
            throw new NotSupportedException("Only the body of a call can contain a Sensitive, because only a call encrypts it.");
        }
        writer.WriteStringValue(fields.Encrypt(value));
    }

    public readonly struct Attachment(ConditionalWeakTable<Utf8JsonWriter, SensitiveFields>? requests, Utf8JsonWriter writer) : IDisposable
    {
        public void Dispose() => requests?.Remove(writer);
    }
}

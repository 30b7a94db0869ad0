using System.Runtime.CompilerServices;
using System.Text.Json;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Writes sensitive values encrypted for the request that a JSON writer belongs to.</summary>
/// <remarks>
/// The serializer caches its metadata per set of converters, so one converter serves all requests. What differs from request to request
/// is tied to the writer, which belongs to one request at a time.
/// </remarks>
internal sealed class SensitiveConverter : UnencryptedSensitiveConverter
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

    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options)
    {
        if (_requests.TryGetValue(writer, out var fields))
        {
            writer.WriteStringValue(fields.Encrypt(value));
        }
        else
        {
            base.Write(writer, value, options);
        }
    }

    public readonly struct Attachment(ConditionalWeakTable<Utf8JsonWriter, SensitiveFields>? requests, Utf8JsonWriter writer) : IDisposable
    {
        public void Dispose() => requests?.Remove(writer);
    }
}

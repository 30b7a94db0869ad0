using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Values;

/// <summary>Prevents a <see cref="Sensitive"/> from being written to JSON, except by a request, which encrypts it.</summary>
internal class UnencryptedSensitiveConverter : JsonConverter<Sensitive>
{
    public sealed override Sensitive Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A Sensitive is created with Sensitive.From and cannot be read from JSON.");

    public override void Write(Utf8JsonWriter writer, Sensitive value, JsonSerializerOptions options) => throw new NotSupportedException(
        "A Sensitive can be written only by a call, which encrypts it. Pass it in an object, a dictionary or a list in the option 'json'.");
}

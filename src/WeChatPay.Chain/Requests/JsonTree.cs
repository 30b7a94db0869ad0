using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>
/// Writes JSON value by value, without the serializer: values that are already JSON, plain anonymous objects and fields, and in a trimmed
/// program all values.
/// </summary>
/// <param name="isTrimmed">Whether members of objects may be missing.</param>
/// <param name="sensitive">Encrypts sensitive values; <see langword="null"/> if they are not allowed.</param>
internal sealed class JsonTree(bool isTrimmed, JsonConverter<Sensitive>? sensitive = null)
{
    // The limit of the serializer. A cycle ends here instead of in a stack overflow.
    private const int MaxDepth = 64;

    // The converter does not use them.
    private static readonly JsonSerializerOptions _noOptions = new();

    /// <summary>
    /// Whether the serializer would write a value of the type in the same way, but only after it has built the metadata of the type, which
    /// takes longer than the rest of the first call of a program.
    /// </summary>
    public static bool Suffices(Type type) => ObjectMembers.IsAnonymous(type) && AnonymousType.Get(type).IsPlain;

    /// <exception cref="ArgumentException">The value, or one that it contains, cannot be written.</exception>
    public void Write(Utf8JsonWriter writer, object value) => Write(writer, value, depth: 0);

    private void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        switch (JsonUnwrapper.Unwrap(value))
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                JsonText.Write(writer, text);
                break;
            case Sensitive text when sensitive is not null:
                sensitive.Write(writer, text, _noOptions);
                break;
            case Enum member:
                JsonText.Write(writer, EnumText.From(member, isTrimmed));
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case { } number when IsNumber(number):
                writer.WriteRawValue(ScalarText.From(number)!);
                break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }:
                throw new ArgumentException("A JsonElement is undefined, such as the JSON of a response with an empty body.");
            case { } plain when IsText(plain):
                JsonText.Write(writer, ScalarText.From(plain)!);
                break;
            case { } composite:
                WriteMembers(writer, composite, depth + 1);
                break;
        }
    }

    private void WriteMembers(Utf8JsonWriter writer, object value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"It is nested deeper than {MaxDepth} levels, or contains itself.");
        }
        if (ReadMembers(value) is { } names)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in names)
            {
                JsonText.WriteName(writer, name);
                Write(writer, member, depth);
            }
            writer.WriteEndObject();
        }
        else if (ListValues.TryRead(value) is { } items)
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                Write(writer, item, depth);
            }
            writer.WriteEndArray();
        }
        else
        {
            throw new ArgumentException($"A {TypeLabel.From(value.GetType())} is not data that could be sent. {TrimmedProgram.Remedy}");
        }
    }

    private IEnumerable<KeyValuePair<string, object?>>? ReadMembers(object value) =>
        isTrimmed && NamedValues.IsObject(value) ? ObjectMembers.Read(value, isTrimmed) : NamedValues.TryRead(value);

    private static bool IsNumber(object value) => value is JsonElement { ValueKind: JsonValueKind.Number }
        or sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger
        or Half or float or double or decimal;

    // The text of a custom type, as its ToString method returns it, may differ from its JSON.
    private static bool IsText(object value) =>
        value is Uri or char || (ScalarText.IsScalar(value) && value.GetType().Assembly == typeof(object).Assembly);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WeChatPay.Chain.Endpoints;

/// <summary>Fields that the platform sends as one string that contains JSON. It converts to that string.</summary>
public abstract class ResponseText : ResponseFields
{
    private JsonElement _received;

    private protected ResponseText()
    {
    }

    /// <summary>Converts the fields to the string that was received.</summary>
    /// <param name="fields">The fields, or <see langword="null"/>.</param>
    [return: NotNullIfNotNull(nameof(fields))]
    public static implicit operator string?(ResponseText? fields) => fields?.ToString();

    /// <summary>Gets the JSON within the string. <see cref="JsonValueKind.Undefined"/> if the string is not JSON.</summary>
    public JsonElement AsJson() => Fields;

    /// <summary>Returns the string that was received.</summary>
    public override string ToString() => _received.ValueKind == JsonValueKind.Undefined ? "" : _received.GetString()!;

    private protected override JsonElement Received => _received;

    internal static T Parse<T>(JsonElement received)
        where T : ResponseText, new()
    {
        var fields = Create<T>(ParseJson(received.GetString()!));
        fields._received = received;
        return fields;
    }

    private static JsonElement ParseJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

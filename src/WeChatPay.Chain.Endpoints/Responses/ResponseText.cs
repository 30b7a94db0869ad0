using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WeChatPay.Chain.Endpoints;

/// <summary>Fields that the platform sends as one string that contains JSON. It converts to that string.</summary>
public abstract class ResponseText : ResponseFields
{
    private JsonElement _received;
    private JsonElement _content;

    private protected ResponseText()
    {
    }

    /// <summary>Converts the fields to the string that was received.</summary>
    /// <param name="fields">The fields, or <see langword="null"/>.</param>
    [return: NotNullIfNotNull(nameof(fields))]
    public static implicit operator string?(ResponseText? fields) => fields?.ToString();

    /// <summary>Gets the JSON within the string. <see cref="JsonValueKind.Undefined"/> if the string is not JSON.</summary>
    public JsonElement AsJson() => _content;

    /// <summary>Returns the string that was received.</summary>
    public override string ToString() => _received.ValueKind == JsonValueKind.Undefined ? "" : _received.GetString()!;

    private protected override JsonElement Received => _received;

    /// <summary>Gets the name of the only field, a list, which the platform may send without an object around it.</summary>
    private protected virtual string? ListName => null;

    internal static T Parse<T>(JsonElement received)
        where T : ResponseText, new()
    {
        var content = ParseJson(received.GetString()!);
        var fields = Create<T>(content);
        if (content.ValueKind == JsonValueKind.Array && fields.ListName is { } name)
        {
            fields = Create<T>(ParseJson($"{{\"{name}\":{content.GetRawText()}}}"));
        }
        fields._received = received;
        fields._content = content;
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

using System.Text.Json;

namespace WeChatPay.Chain.Json;

/// <summary>Reads members of JSON that may be missing, or that may not be an object at all.</summary>
internal static class JsonElementExtensions
{
    /// <returns><see cref="JsonValueKind.Undefined"/> if the member is missing.</returns>
    public static JsonElement GetMember(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    /// <returns><see langword="null"/> if the member is missing or not a string.</returns>
    public static string? GetText(this JsonElement json, string name) =>
        json.GetMember(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}

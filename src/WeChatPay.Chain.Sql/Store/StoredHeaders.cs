using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Sql.Store;

/// <summary>Writes headers as a JSON object.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoredHeaders : JsonSerializerContext
{
    public static string ToJson(IReadOnlyDictionary<string, string> headers) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(headers), Default.DictionaryStringString);

    /// <returns>
    /// The headers; empty if the text was changed and is not JSON. The notification then fails to verify, and
    /// does not block those behind it.
    /// </returns>
    public static Dictionary<string, string> FromJson(string json)
    {
        try
        {
            var headers = JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];
            return new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return [];
        }
    }
}

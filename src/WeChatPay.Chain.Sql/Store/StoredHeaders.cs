using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Sql.Store;

/// <summary>Writes headers as a JSON object.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StoredHeaders : JsonSerializerContext
{
    public static string ToJson(IReadOnlyDictionary<string, string> headers) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(headers), Default.DictionaryStringString);

    public static Dictionary<string, string> FromJson(string json)
    {
        var headers = JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];
        return new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
    }
}

using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeChatPay.Chain.Responses;

/// <summary>A JSON object whose fields are dynamic members. If the body is not JSON, every member is null.</summary>
/// <remarks>Not enumerable, because Newtonsoft.Json would write it as a list. <c>foreach</c> uses a conversion.</remarks>
[JsonConverter(typeof(ResponseNodeConverter))]
internal sealed class ResponseData(JsonElement json) : ResponseNode(json)
{
    public override IEnumerable<string> GetDynamicMemberNames() =>
        Json.ValueKind == JsonValueKind.Object ? Json.EnumerateObject().Select(field => field.Name).Distinct() : [];

    internal override bool TryGet(object? index, out object? value)
    {
        if (index is string name && Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var field))
        {
            value = ToValue(field);
            return true;
        }
        value = null;
        return false;
    }

    private protected override object? Convert(Type type)
    {
        if (type == typeof(IEnumerable) || type == typeof(IEnumerable<object>))
        {
            return ReadFields().Cast<object>().ToArray();
        }
        return type == typeof(IEnumerable<KeyValuePair<string, object?>>) ? ReadFields().ToArray() : base.Convert(type);
    }

    private IEnumerable<KeyValuePair<string, object?>> ReadFields() => Json.ValueKind == JsonValueKind.Object
        ? Json.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, ToValue(field.Value)))
        : [];
}

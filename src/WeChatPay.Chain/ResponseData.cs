using System.Collections;
using System.Dynamic;
using System.Globalization;
using System.Text.Json;

namespace WeChatPay.Chain;

/// <summary>A JSON object or list whose fields are dynamic members. Scalars are handed out as what they are in .NET.</summary>
internal sealed class ResponseData(JsonElement json) : DynamicObject, IEnumerable
{
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        result = json.ValueKind switch
        {
            JsonValueKind.Object => Field(binder.Name),
            JsonValueKind.Array when binder.Name is "Count" or "Length" => json.GetArrayLength(),
            _ => null,
        };
        return true;
    }

    public override bool TryGetIndex(GetIndexBinder binder, object[] indexes, out object? result)
    {
        result = indexes switch
        {
            [string name] => json.ValueKind == JsonValueKind.Object ? Field(name) : null,
            [int index] => Element(index),
            // An index that stands in an answer is a long, like every whole number there.
            [long index] => Element(index),
            _ => null,
        };
        return true;
    }

    public override bool TryConvert(ConvertBinder binder, out object? result)
    {
        result = binder.Type == typeof(JsonElement) ? json
            : binder.Type.IsInstanceOfType(this) ? this
            : json.ValueKind == JsonValueKind.Undefined ? null : json.Deserialize(binder.Type);
        return true;
    }

    public override IEnumerable<string> GetDynamicMemberNames() =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject().Select(field => field.Name) : [];

    /// <summary>The members of a list; the fields of an object as key and value.</summary>
    public IEnumerator GetEnumerator() => (json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Select(ValueOf),
        JsonValueKind.Object => json.EnumerateObject().Select(field => (object?)KeyValuePair.Create(field.Name, ValueOf(field.Value))),
        _ => [],
    }).GetEnumerator();

    public override string ToString() => json.ValueKind == JsonValueKind.Undefined ? "" : json.GetRawText();

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Number => NumberOf(value),
        _ => new ResponseData(value),
    };

    // Amounts and ids keep every digit; only what no decimal can hold becomes a double.
    private static object NumberOf(JsonElement value) =>
        value.TryGetInt64(out var whole) ? whole
        : decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact
        : value.GetDouble();

    private object? Element(long index) =>
        json.ValueKind == JsonValueKind.Array && index >= 0 && index < json.GetArrayLength() ? ValueOf(json[(int)index]) : null;

    private object? Field(string name) => json.TryGetProperty(name, out var value) ? ValueOf(value) : null;
}

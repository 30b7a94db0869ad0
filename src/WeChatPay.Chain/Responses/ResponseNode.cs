using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Responses;

/// <summary>JSON that was received, with its fields as dynamic members. Single values are handed out as what they are in .NET.</summary>
/// <remarks>Has no public members that are not the base class's: the binder would find them before the JSON's fields.</remarks>
internal abstract class ResponseNode : DynamicObject, IJsonWrapper
{
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only dynamic call sites need it, and the compiler warns of those.")]
    private protected ResponseNode(JsonElement json) => Json = json;

    private protected JsonElement Json { get; }

    JsonElement IJsonWrapper.Json => Json;

    /// <summary>The JSON behind it.</summary>
    public static JsonElement GetJson(ResponseNode node) => node.Json;

    /// <summary>A list for a JSON array, else an object; one without members for what is neither.</summary>
    public static ResponseNode Create(JsonElement json) => json.ValueKind == JsonValueKind.Array ? new ResponseList(json) : new ResponseData(json);

    /// <summary>A single value as null, a string, a bool or a number; an object or a list as a node.</summary>
    public static object? ToValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Number => ToNumber(value),
        _ => Create(value),
    };

    /// <inheritdoc/>
    public override bool TryGetMember(GetMemberBinder binder, out object? result)
    {
        _ = TryGet(binder.Name, out result);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryGetIndex(GetIndexBinder binder, object[] indexes, out object? result)
    {
        result = indexes.Length > 1 ? ResponsePath.Read(this, indexes) : TryGet(indexes[0], out var value) ? value : null;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryConvert(ConvertBinder binder, out object? result)
    {
        result = Convert(binder.Type);
        return true;
    }

    public override string ToString() => Json.ValueKind == JsonValueKind.Undefined ? "" : Json.GetRawText();

    /// <param name="index">The name of a field, or the position in a list.</param>
    /// <param name="value">Null when there is none.</param>
    /// <returns>False when there is none.</returns>
    internal abstract bool TryGet(object? index, out object? value);

    private protected virtual object? Convert(Type type) =>
        type == typeof(JsonElement) ? Json
        : type.IsInstanceOfType(this) ? this
        : type == typeof(JsonObject) ? JsonObject.Create(Json)
        : type == typeof(JsonArray) ? JsonArray.Create(Json)
        : Json.ValueKind == JsonValueKind.Undefined ? null
        : JsonReading.Convert(Json, type);

    // An int, because C# converts it to a long or a decimal by itself, and a long to an int never. Amounts and ids keep every digit; only
    // what no decimal can hold becomes a double.
    private static object ToNumber(JsonElement value) =>
        value.TryGetInt32(out var number) ? number
        : value.TryGetInt64(out var whole) ? whole
        : decimal.TryParse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact
        : value.GetDouble();
}

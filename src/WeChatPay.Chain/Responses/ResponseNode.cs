using System.Diagnostics.CodeAnalysis;
using System.Dynamic;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WeChatPay.Chain.Responses;

/// <summary>Received JSON with its fields as dynamic members. Single values are returned as .NET values.</summary>
/// <remarks>Does not add public members, because the binder would find them before the fields of the JSON.</remarks>
internal abstract class ResponseNode : DynamicObject, IJsonWrapper
{
    private const int MaxDigits = 1000;

    // Every decimal number of up to 15 digits survives a conversion to double and back.
    private const int DoubleDigits = 15;

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Only dynamic call sites need it, and the compiler warns of those.")]
    private protected ResponseNode(JsonElement json) => Json = json;

    private protected JsonElement Json { get; }

    JsonElement IJsonWrapper.Json => Json;

    /// <summary>Gets the JSON of a node.</summary>
    public static JsonElement GetJson(ResponseNode node) => node.Json;

    /// <summary>Creates a list for a JSON array, or else an object, which has no members if the JSON is not an object.</summary>
    public static ResponseNode Create(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? new ResponseList(json) : new ResponseData(json);

    /// <summary>Converts a single value to null, a string, a bool or a number, and an object or array to a node.</summary>
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
        if (indexes.Length > 1)
        {
            result = ResponsePath.Read(this, indexes);
        }
        else
        {
            _ = TryGet(indexes[0], out result);
        }
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
    /// <param name="value">The value, or null if it does not exist.</param>
    /// <returns>Whether the field or element exists.</returns>
    internal abstract bool TryGet(object? index, out object? value);

    private protected virtual object? Convert(Type type)
    {
        if (type.IsInstanceOfType(this))
        {
            return this;
        }
        return type switch
        {
            _ when type == typeof(JsonElement) => Json,
            _ when type == typeof(JsonObject) => JsonObject.Create(Json),
            _ when type == typeof(JsonArray) => JsonArray.Create(Json),
            _ when Json.ValueKind == JsonValueKind.Undefined => null,
            _ => JsonReading.Convert(Json, type),
        };
    }

    // Prefers int, which C# converts to long or decimal implicitly, but not vice versa. No number is rounded: one that fits no type stays
    // JSON.
    private static object ToNumber(JsonElement value)
    {
        if (value.TryGetInt32(out var number))
        {
            return number;
        }
        if (value.TryGetInt64(out var whole))
        {
            return whole;
        }
        var text = value.GetRawText();
        var isShort = CountMantissaDigits(text) is > 0 and <= DoubleDigits;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && (exact.ToString(CultureInfo.InvariantCulture) == text || (isShort && exact != 0 && (double)exact == value.GetDouble())))
        {
            return exact;
        }
        if (IsLongInteger(text))
        {
            return BigInteger.Parse(text, CultureInfo.InvariantCulture);
        }
        var real = value.GetDouble();
        return isShort && double.IsNormal(real) ? real : value;
    }

    private static int CountMantissaDigits(string text)
    {
        var exponent = text.AsSpan().IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? text : text.AsSpan(0, exponent);
        return mantissa.TrimStart("-0.").Length;
    }

    // Parsing takes quadratic time, and no number of the platform has more digits.
    private static bool IsLongInteger(string text) =>
        text.Length <= MaxDigits && text.AsSpan().TrimStart('-').IndexOfAnyExceptInRange('0', '9') < 0;
}
